package dev.parley.tool.mcp.client.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.credential.Secret;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.Answer;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.RequestBody;
import dev.parley.tool.mcp.client.limit.ForeignJson;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.EgressFaults;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks authorization servers for tokens (RFC 6749). No redirect is followed: a secret is in it. */
public final class TokenEndpoint {

    private static final Duration MOST = Duration.ofSeconds(15);
    private static final long MAX_BYTES = 64 << 10;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ASSERTION =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String FITS_A_HEADER = "[\\x21-\\x7e]{1,8000}";

    /** Of a token that does not say how long it is good. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();

    private final Egress egress;
    private final Clock clock;

    /** Asks through the vetted way out. */
    public TokenEndpoint(Egress egress, Clock clock) {
        this.egress = egress;
        this.clock = clock;
    }

    /**
     * Asks for a token.
     *
     * @param form what is asked, without who asks
     */
    public McpOutcome<Token> ask(
            TokenPlace place, ClientIdentity client, Map<String, String> form, Until until) {
        Map<String, String> fields = new LinkedHashMap<>(form);
        EgressRequest request =
                EgressRequest.of(Method.POST, place.address())
                        .withHeader("Accept", "application/json");
        EgressRequest proven = prove(request, place, client, fields);
        byte[] body = encoded(fields).getBytes(StandardCharsets.US_ASCII);
        Outcome<Answer> outcome =
                egress.prepare(
                                proven.with(RequestBody.of(FORM, body)),
                                egress.allowance()
                                        .withRedirects(0)
                                        .withResponseBytes(MAX_BYTES)
                                        .withTotal(until.within(MOST).left()))
                        .send();
        return outcome instanceof Outcome.Answered<Answer>(Answer answer)
                ? token(answer, form.getOrDefault("scope", ""))
                : EgressFaults.<Token>unanswered(outcome).withoutEffect();
    }

    private EgressRequest prove(
            EgressRequest request,
            TokenPlace place,
            ClientIdentity client,
            Map<String, String> fields) {
        switch (client) {
            case ClientIdentity.Keyed(Secret.OAuth2Key key) -> {
                fields.put("client_assertion_type", ASSERTION);
                fields.put(
                        "client_assertion",
                        key.assertion(place.audience(), clock.instant()).reveal());
            }
            case ClientIdentity.Registered registered -> {
                String method = registered.methodAmong(place.methods());
                if (method.equals(ClientIdentity.Registered.BASIC)) {
                    return basic(registered).identifyIn(request);
                }
                fields.put("client_id", registered.clientId());
                if (method.equals(ClientIdentity.Registered.POST)) {
                    fields.put("client_secret", registered.secret().orElseThrow().reveal());
                }
            }
        }
        return request;
    }

    private static Secret.OAuth2Client basic(ClientIdentity.Registered client) {
        return new Secret.OAuth2Client(
                "", client.clientId(), client.secret().orElseThrow(), List.of());
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private McpOutcome<Token> token(Answer answer, String asked) {
        Optional<JsonNode> body = ForeignJson.read(answer.body());
        int status = answer.head().status();
        if (status >= 500) {
            return undone(FaultReason.SERVER_FAILED, "The authorization server failed.", "");
        }
        if (status != 200 || body.isEmpty()) {
            String error = body.map(json -> json.path("error").asText()).orElse("");
            return undone(
                    FaultReason.TOKEN_REFUSED, "The authorization server gave no token.", error);
        }
        JsonNode said = body.get();
        String value = said.path("access_token").asText();
        if (!value.matches(FITS_A_HEADER)
                || !said.path("token_type").asText().equalsIgnoreCase("bearer")) {
            return undone(
                    FaultReason.PROTOCOL_BROKEN,
                    "The authorization server gave something that is no bearer token.",
                    "");
        }
        return new McpOutcome.Done<>(
                new Token(
                        SecretText.of(value),
                        Optional.ofNullable(said.path("refresh_token").textValue())
                                .map(SecretText::of),
                        scopes(said.path("scope").asText(asked)),
                        clock.instant().plus(lifetime(said.path("expires_in")))));
    }

    private static List<String> scopes(String text) {
        return Stream.of(text.split(" ")).filter(scope -> !scope.isEmpty()).toList();
    }

    private static Duration lifetime(JsonNode seconds) {
        return seconds.isNumber()
                ? Duration.ofSeconds(Math.clamp(seconds.asLong(), 0, MOST_SECONDS))
                : UNSAID;
    }

    private static McpOutcome<Token> undone(FaultReason reason, String text, String said) {
        return new McpOutcome.Undone<>(Fault.quoting(reason, text, said));
    }
}
