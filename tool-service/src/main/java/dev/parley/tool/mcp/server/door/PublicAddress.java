package dev.parley.tool.mcp.server.door;

import dev.parley.tool.mcp.server.McpConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where clients find the endpoint, and where they read how to get a token for it (RFC 9728). */
@ApplicationScoped
@Startup // A wrong address must end the start, and not each request.
class PublicAddress {

    /** The place of MCP on any server of ours. */
    static final String PATH = "/mcp";

    /** What stands before the endpoint's path. */
    static final String METADATA = "/.well-known/oauth-protected-resource";

    private final URI endpoint;

    @Inject
    PublicAddress(
            McpConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.endpoint =
                config.publicUrl()
                        .orElseGet(() -> URI.create("http://" + literal(host) + ':' + port + PATH));
        boolean http = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
        boolean plain = endpoint.getQuery() == null && endpoint.getFragment() == null;
        if (!http || !plain || endpoint.getHost() == null) {
            throw new IllegalStateException(
                    "parley.mcp.public-url must be an address such as https://parley.example.com/mcp");
        }
    }

    /** Whether a request for this path, or for this target with a query, comes to the endpoint. */
    static boolean isEndpoint(String path) {
        return path.equals(PATH) || path.startsWith(PATH + '/') || path.startsWith(PATH + '?');
    }

    private static String literal(String host) {
        return host.contains(":") && !host.startsWith("[") ? '[' + host + ']' : host;
    }

    /** The endpoint. */
    URI endpoint() {
        return endpoint;
    }

    /** The document about it. */
    URI metadata() {
        return endpoint.resolve(METADATA + endpoint.getPath());
    }
}
