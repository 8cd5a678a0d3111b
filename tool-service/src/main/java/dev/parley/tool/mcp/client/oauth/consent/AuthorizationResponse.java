package dev.parley.tool.mcp.client.oauth.consent;

import dev.parley.tool.mcp.client.oauth.discovery.IssuerMetadata;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.util.Map;

/**
 * Judges what came back from an authorization server. Pure. Who sent it is settled before anything
 * else in it is read: in a mix-up, all of it was written by another server (RFC 9207).
 */
final class AuthorizationResponse {

    private AuthorizationResponse() {}

    /** The code that it holds. */
    static McpOutcome<String> code(
            Map<String, String> response, IssuerMetadata issuer, CodeChallenge challenge) {
        if (!challenge.state().equals(response.get("state"))) {
            return broken("What came back is not the answer to what was asked; it is not used.");
        }
        String sender = response.get("iss");
        if (sender == null ? issuer.namesItself() : !sender.equals(issuer.issuer())) {
            return broken("What came back is from another authorization server; it is not used.");
        }
        String code = response.get("code");
        return code == null
                ? new McpOutcome.Undone<>(
                        Fault.quoting(
                                FaultReason.TOKEN_REFUSED,
                                "The authorization server did not consent.",
                                response.getOrDefault("error", "")))
                : new McpOutcome.Done<>(code);
    }

    private static McpOutcome<String> broken(String text) {
        return new McpOutcome.Undone<>(Fault.broken(text));
    }
}
