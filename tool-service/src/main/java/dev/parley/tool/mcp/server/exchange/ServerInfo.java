package dev.parley.tool.mcp.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who the server is. */
@ApplicationScoped
public class ServerInfo {

    private final String version;

    @Inject
    ServerInfo(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /** Its name and version. */
    public ObjectNode toJson() {
        return McpJson.object()
                .put("name", "parley")
                .put("title", "Parley")
                .put("version", version);
    }
}
