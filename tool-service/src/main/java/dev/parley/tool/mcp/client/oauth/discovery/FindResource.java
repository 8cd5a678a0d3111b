package dev.parley.tool.mcp.client.oauth.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.access.Challenge;
import dev.parley.tool.mcp.client.limit.Until;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a server says of itself: where its refusal says, or else where RFC 9728 has it, first
 * for the server's path and then for its whole host.
 */
final class FindResource {

    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final Documents documents;

    FindResource(Documents documents) {
        this.documents = documents;
    }

    /** What the server says of itself; nothing if it says nothing. */
    Optional<ResourceMetadata> of(WebAddress server, Challenge challenge, Until until)
            throws Undiscovered {
        List<String> places =
                challenge.resourceMetadata().map(List::of).orElseGet(() -> places(server));
        for (String place : places) {
            Optional<ObjectNode> document = documents.fetch(documents.address(place), until);
            if (document.isPresent()) {
                return Optional.of(read(document.get(), server));
            }
        }
        return Optional.empty();
    }

    private static List<String> places(WebAddress server) {
        String host = server.origin().toString();
        String path = WellKnown.path(server);
        return path.isEmpty()
                ? List.of(host + WELL_KNOWN)
                : List.of(host + WELL_KNOWN + path, host + WELL_KNOWN);
    }

    private static ResourceMetadata read(ObjectNode document, WebAddress server)
            throws Undiscovered {
        String resource = document.path("resource").asText();
        if (!covers(resource, server)) {
            throw Undiscovered.broken(
                    "The server's metadata is about another resource; no token is asked for.");
        }
        List<String> issuers = Documents.texts(document.path("authorization_servers"));
        if (issuers.isEmpty()) {
            throw Undiscovered.broken("The server's metadata names nobody who issues tokens.");
        }
        return new ResourceMetadata(
                resource, issuers.getFirst(), Documents.texts(document.path("scopes_supported")));
    }

    /** The server itself, or a part of its host that it lies in. */
    private static boolean covers(String resource, WebAddress server) {
        try {
            WebAddress covered = WebAddress.parse(resource);
            boolean bare = resource.indexOf('#') < 0 && covered.target().indexOf('?') < 0;
            boolean around =
                    (WellKnown.path(server) + '/').startsWith(WellKnown.path(covered) + '/');
            return covered.origin().equals(server.origin())
                    && (covered.target().equals(server.target()) || (bare && around));
        } catch (AddressRefused e) {
            return false;
        }
    }
}
