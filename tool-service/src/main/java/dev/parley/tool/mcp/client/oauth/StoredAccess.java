package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.credential.Secret;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.access.Admission;
import dev.parley.tool.mcp.client.access.Challenge;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.oauth.discovery.FindProtection;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows a stored credential: as it is, or a token that is had with it. It is opened for each
 * request, so that one that is replaced counts at once, and not kept.
 */
public final class StoredAccess implements Access {

    private final Supplier<McpOutcome<Secret>> opened;
    private final Access tokens;

    /** For the server at an address. */
    public StoredAccess(
            Egress egress, WebAddress server, Clock clock, Supplier<McpOutcome<Secret>> opened) {
        this.opened = opened;
        this.tokens =
                new OAuthAccess(
                        new FindProtection(egress, server),
                        new ClientCredentialsGrant(
                                egress,
                                new TokenEndpoint(egress, clock),
                                () -> opened.get().then(StoredAccess::client)),
                        clock);
    }

    private static McpOutcome<StoredClient> client(Secret secret) {
        return StoredClient.of(secret)
                .<McpOutcome<StoredClient>>map(McpOutcome.Done::new)
                .orElseGet(() ->
                        new McpOutcome.Undone<>(
                                new Fault(
                                        FaultReason.CREDENTIAL_UNUSABLE,
                                        "The credential was replaced by one of another kind; try again.")));
    }

    @Override
    public Admission admit(EgressRequest request, Until until) {
        return switch (opened.get()) {
            case McpOutcome.Done<Secret>(Secret.OfRequest shown) ->
                    new Admission.Granted(shown.putInto(request), 0);
            case McpOutcome.Done<Secret> client -> tokens.admit(request, until);
            case McpOutcome.Undone<Secret>(Fault fault) -> new Admission.Denied(fault);
            case McpOutcome.Lost<Secret>(Fault fault) -> new Admission.Denied(fault);
        };
    }

    @Override
    public Optional<Fault> renew(Challenge challenge, long refused, Until until) {
        return switch (opened.get()) {
            case McpOutcome.Done<Secret>(Secret.OfRequest shown) -> Optional.of(refused(challenge));
            case McpOutcome.Done<Secret> client -> tokens.renew(challenge, refused, until);
            case McpOutcome.Undone<Secret>(Fault fault) -> Optional.of(fault);
            case McpOutcome.Lost<Secret>(Fault fault) -> Optional.of(fault);
        };
    }

    @Override
    public List<String> traces() {
        return switch (opened.get()) {
            case McpOutcome.Done<Secret>(Secret.OfRequest shown) -> shown.traces();
            case McpOutcome.Done<Secret> client -> tokens.traces();
            case McpOutcome.Undone<Secret> unusable -> List.of();
            case McpOutcome.Lost<Secret> unusable -> List.of();
        };
    }

    private static Fault refused(Challenge challenge) {
        return challenge.status() == 403
                ? new Fault(
                        FaultReason.FORBIDDEN,
                        "The server does not allow this with the stored credential.")
                : new Fault(
                        FaultReason.UNAUTHORIZED,
                        "The server does not take the stored credential.");
    }
}
