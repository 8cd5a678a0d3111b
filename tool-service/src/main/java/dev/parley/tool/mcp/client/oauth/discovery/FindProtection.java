package dev.parley.tool.mcp.client.oauth.discovery;

import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.access.Challenge;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.util.List;
import java.util.Optional;

/** Finds out how one server is protected, anew each time: it may move to another issuer. */
public final class FindProtection {

    private final WebAddress server;
    private final FindResource resources;
    private final FindIssuer issuers;

    /** For the server at an address. */
    public FindProtection(Egress egress, WebAddress server) {
        Documents documents = new Documents(egress, server.origin().secure());
        this.server = server;
        this.resources = new FindResource(documents);
        this.issuers = new FindIssuer(documents);
    }

    /** What the server and its issuer say of themselves after the server refused a request. */
    public McpOutcome<Protection> after(Challenge challenge, Until until) {
        try {
            Optional<ResourceMetadata> metadata = resources.of(server, challenge, until);
            return new McpOutcome.Done<>(
                    metadata.isPresent() ? said(metadata.get(), until) : unsaid());
        } catch (Undiscovered e) {
            return new McpOutcome.Undone<>(e.fault());
        }
    }

    private Protection said(ResourceMetadata metadata, Until until) throws Undiscovered {
        return new Protection(
                metadata.resource(),
                metadata.scopes(),
                Optional.of(issuers.of(metadata.issuer(), until)));
    }

    private Protection unsaid() {
        return new Protection(server.url(), List.of(), Optional.empty());
    }
}
