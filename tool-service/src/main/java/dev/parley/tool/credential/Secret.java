package dev.parley.tool.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.address.UrlText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An opened credential. What is secret in it leaves only within a request. */
public sealed interface Secret {

    /** A secret that a request carries as it is. */
    sealed interface OfRequest extends Secret {

        /** The same request with the secret, where no other origin gets it. */
        EgressRequest putInto(EgressRequest request);

        /** The texts by which an answer that repeats the request would give it away. */
        List<String> traces();
    }

    /** {@code Authorization: Bearer} (RFC 6750). */
    record Bearer(SecretText token) implements OfRequest {

        /** A token that was just given. */
        public static Bearer of(String token) {
            return new Bearer(SecretText.of(token));
        }

        @Override
        public EgressRequest putInto(EgressRequest request) {
            return request.withSecretHeader("Authorization", "Bearer " + token.reveal());
        }

        @Override
        public List<String> traces() {
            return List.of(token.reveal());
        }
    }

    /** {@code Authorization: Basic} (RFC 7617), as UTF-8. */
    record Basic(SecretText username, SecretText password) implements OfRequest {

        @Override
        public EgressRequest putInto(EgressRequest request) {
            return request.withSecretHeader("Authorization", "Basic " + encoded());
        }

        @Override
        public List<String> traces() {
            return List.of(encoded(), password.reveal());
        }

        private String encoded() {
            String pair = username.reveal() + ':' + password.reveal();
            return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A header of the other side's own. */
    record Header(String header, SecretText value) implements OfRequest {

        @Override
        public EgressRequest putInto(EgressRequest request) {
            return request.withSecretHeader(header, value.reveal());
        }

        @Override
        public List<String> traces() {
            return List.of(value.reveal());
        }
    }

    /** A parameter of the query. */
    record Query(String parameter, SecretText value) implements OfRequest {

        @Override
        public EgressRequest putInto(EgressRequest request) {
            return request.withSecretQuery(parameter, value.reveal());
        }

        @Override
        public List<String> traces() {
            return List.of(value.reveal(), UrlText.query(value.reveal()));
        }
    }

    /**
     * A client that first asks for a token (RFC 6749, section 4.4).
     *
     * @param tokenUrl where; it was an allowed address when it was stored, and is vetted again
     */
    record OAuth2Client(
            String tokenUrl, String clientId, SecretText clientSecret, List<String> scopes)
            implements Secret {

        /** Adds client id and secret to the request for a token (RFC 6749, section 2.3.1). */
        public EgressRequest identifyIn(EgressRequest request) {
            return new Basic(
                            SecretText.of(formEncoded(clientId)),
                            SecretText.of(formEncoded(clientSecret.reveal())))
                    .putInto(request);
        }

        private static String formEncoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /**
     * A client that asks for a token and signs who it is ({@code private_key_jwt}, RFC 7523), so
     * that its secret goes nowhere.
     *
     * @param tokenUrl where; it was an allowed address when it was stored, and is vetted again
     */
    record OAuth2Key(
            String tokenUrl,
            String clientId,
            SecretText privateKey,
            @Nullable String keyId,
            List<String> scopes)
            implements Secret {

        private static final Duration LIFETIME = Duration.ofMinutes(2);

        /** Says who the client is, signed, once, and only to the one who is named. */
        public SecretText assertion(String audience, Instant now) {
            ObjectNode claims =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("iss", clientId)
                            .put("sub", clientId)
                            .put("aud", audience)
                            .put("jti", UUID.randomUUID().toString())
                            .put("iat", now.getEpochSecond())
                            .put("exp", now.plus(LIFETIME).getEpochSecond());
            return SigningKey.read(privateKey.reveal())
                    .map(key -> SecretText.of(key.sign(claims, keyId)))
                    .orElseThrow(() -> new IllegalStateException("a stored key is one"));
        }
    }
}
