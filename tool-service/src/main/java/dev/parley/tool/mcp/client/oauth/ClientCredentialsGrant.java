package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.oauth.discovery.IssuerMetadata;
import dev.parley.tool.mcp.client.oauth.discovery.Protection;
import dev.parley.tool.mcp.client.outcome.EgressFaults;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tokens for a stored client of its own (RFC 6749, section 4.4). Its secret goes to the token URL
 * it was stored with and nowhere else: a server whose tokens come from another place gets none.
 */
public final class ClientCredentialsGrant implements Grant {

    private final Egress egress;
    private final TokenEndpoint tokens;
    private final Supplier<McpOutcome<StoredClient>> opened;

    /**
     * Gets tokens.
     *
     * @param opened the client as it is stored just now
     */
    public ClientCredentialsGrant(
            Egress egress, TokenEndpoint tokens, Supplier<McpOutcome<StoredClient>> opened) {
        this.egress = egress;
        this.tokens = tokens;
        this.opened = opened;
    }

    @Override
    public McpOutcome<String> standing() {
        return opened.get().then(client -> new McpOutcome.Done<>(client.standing()));
    }

    /** A client of its own is given no refresh token; it asks again. */
    @Override
    public McpOutcome<Token> obtain(
            Protection protection, List<String> scopes, Optional<Token> before, Until until) {
        return opened.get()
                .then(client ->
                        place(client, protection.issuer())
                                .then(place ->
                                        tokens.ask(
                                                place,
                                                client.identity(),
                                                form(client, protection, scopes),
                                                until)));
    }

    private McpOutcome<TokenPlace> place(StoredClient client, Optional<IssuerMetadata> issuer) {
        try {
            WebAddress stored = egress.require(client.tokenUrl());
            if (issuer.isEmpty()) {
                return new McpOutcome.Done<>(TokenPlace.at(stored));
            }
            return issuer.get().tokenEndpoint().equals(stored)
                    ? new McpOutcome.Done<>(TokenPlace.of(issuer.get()))
                    : new McpOutcome.Undone<>(
                            new Fault(
                                    FaultReason.CREDENTIAL_UNUSABLE,
                                    "The server's tokens come from another place than the token_url of its credential; the credential was not sent there."));
        } catch (AddressRefused e) {
            return new McpOutcome.Undone<>(EgressFaults.of(e.reason()));
        }
    }

    private static Map<String, String> form(
            StoredClient client, Protection protection, List<String> scopes) {
        List<String> asked = client.scopes().isEmpty() ? scopes : client.scopes();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("resource", protection.resource());
        if (!asked.isEmpty()) {
            form.put("scope", String.join(" ", asked));
        }
        return form;
    }
}
