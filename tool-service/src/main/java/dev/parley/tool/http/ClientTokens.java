package dev.parley.tool.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.credential.Secret;
import dev.parley.tool.egress.Answer;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.RequestBody;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.UrlText;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.invocation.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of clients that act for themselves (RFC 6749, section 4.4). They are kept in this
 * process alone, until half a minute before their end.
 */
@ApplicationScoped
class ClientTokens {

    private static final int MAX_KEPT = 1_000;
    private static final long MAX_ANSWER = 65_536;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration RESERVE = Duration.ofSeconds(30);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final ObjectMapper mapper = new JsonMapper();
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(LONGEST).build();

    private record Kept(String token, long untilNanos) {

        boolean isFresh() {
            return System.nanoTime() - untilNanos < 0;
        }

        @Override
        public String toString() {
            return "a token";
        }
    }

    /** There is no token. */
    static final class NoToken extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Reply.NotSent reply;

        NoToken(String detail, boolean mayPass) {
            super(detail);
            this.reply =
                    new Reply.NotSent(
                            new RunProblem("no-access-token", "The tool has no access", detail),
                            mayPass);
        }

        Reply.NotSent reply() {
            return reply;
        }
    }

    /**
     * A token, asked for if there is none that lasts.
     *
     * @param client names the secret, see {@link dev.parley.tool.credential.Opened.Found}
     */
    String get(String client, Secret.OAuth2Client secret, Exchanges exchanges) throws NoToken {
        Kept known = kept.getIfPresent(client);
        if (known != null && known.isFresh()) {
            return known.token();
        }
        JsonNode answer = ask(secret, exchanges);
        String token = answer.path("access_token").asText();
        if (token.isEmpty() || !token.matches("[\\x21-\\x7e]{1,8000}")) {
            throw new NoToken("The token endpoint gave no access token that can be sent.", false);
        }
        kept.put(client, new Kept(token, System.nanoTime() + lifetime(answer).toNanos()));
        return token;
    }

    /** Forgets a token that was not taken. */
    void forget(String client) {
        kept.invalidate(client);
    }

    private static Duration lifetime(JsonNode answer) {
        long seconds =
                Math.clamp(answer.path("expires_in").asLong(300), 0, LONGEST.toSeconds() * 2);
        Duration said = Duration.ofSeconds(seconds).minus(RESERVE);
        if (said.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return said.compareTo(LONGEST) > 0 ? LONGEST : said;
    }

    private JsonNode ask(Secret.OAuth2Client secret, Exchanges exchanges) throws NoToken {
        return switch (exchanges.next(request(secret), false, MAX_ANSWER).send()) {
            case Outcome.Answered<Answer>(Answer answer) -> read(answer);
            case Outcome.Refused<Answer> refused ->
                    throw new NoToken("The token endpoint: " + refused.reason().text(), false);
            case Outcome.NotSent<Answer> notSent ->
                    throw new NoToken("The token endpoint: " + notSent.reason().text(), true);
            case Outcome.Lost<Answer> lost ->
                    throw new NoToken("The token endpoint: " + lost.reason().text(), true);
        };
    }

    private static EgressRequest request(Secret.OAuth2Client secret) throws NoToken {
        try {
            EgressRequest request =
                    EgressRequest.of(Method.POST, WebAddress.parse(secret.tokenUrl()))
                            .withHeader("Accept", "application/json")
                            .with(body(secret.scopes()));
            return secret.identifyIn(request);
        } catch (AddressRefused e) {
            throw new NoToken("The token endpoint: " + e.reason().text(), false);
        }
    }

    private static RequestBody body(List<String> scopes) {
        String form =
                "grant_type=client_credentials"
                        + (scopes.isEmpty()
                                ? ""
                                : "&scope=" + UrlText.query(String.join(" ", scopes)));
        return RequestBody.of(FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode read(Answer answer) throws NoToken {
        int status = answer.head().status();
        @Nullable JsonNode body = json(answer);
        if (status / 100 != 2 || body == null) {
            String error = body == null ? "" : body.path("error").asText();
            throw new NoToken(
                    "The token endpoint answered with status "
                            + status
                            + (error.matches("[a-z_]{1,64}") ? " (" + error + ")." : "."),
                    status >= 500 || status == 429);
        }
        return body;
    }

    private @Nullable JsonNode json(Answer answer) {
        try {
            return mapper.readTree(answer.text());
        } catch (JsonProcessingException e) {
            // Told as what it is by whoever asked: not a token.
            return null;
        }
    }
}
