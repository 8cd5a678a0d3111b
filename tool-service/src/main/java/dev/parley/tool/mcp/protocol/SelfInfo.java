package dev.parley.tool.mcp.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who Parley is to others, as a server and as a client. */
@ApplicationScoped
public class SelfInfo {

    private final String version;

    /** Parley of a version. */
    @Inject
    public SelfInfo(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    /** Its name and version. */
    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", "parley")
                .put("title", "Parley")
                .put("version", version);
    }
}
