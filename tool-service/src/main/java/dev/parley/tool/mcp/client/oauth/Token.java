package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.EgressRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token for one server.
 *
 * @param refresh gets another one without asking anybody, if the issuer gave it
 * @param scopes what it allows, if the issuer said so; otherwise what was asked for
 * @param expires when it is no longer good, at the latest
 */
public record Token(
        SecretText value, Optional<SecretText> refresh, List<String> scopes, Instant expires) {

    /** The request with this token, where no other origin gets it. */
    EgressRequest putInto(EgressRequest request) {
        return request.withSecretHeader("Authorization", "Bearer " + value.reveal());
    }
}
