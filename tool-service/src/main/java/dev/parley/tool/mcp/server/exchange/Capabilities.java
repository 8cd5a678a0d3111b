package dev.parley.tool.mcp.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import dev.parley.tool.mcp.server.protocol.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the server says it can do: what is offered, and nothing else. */
@ApplicationScoped
public class Capabilities {

    private final Offer offer;

    @Inject
    Capabilities(Offer offer) {
        this.offer = offer;
    }

    /** In the words of a revision. */
    public ObjectNode of(Revision revision) {
        boolean changes = offer.changes().isPresent();
        ObjectNode all = McpJson.object();
        if (offer.tools().isPresent()) {
            all.set("tools", listed(changes));
        }
        if (offer.prompts().isPresent()) {
            all.set("prompts", listed(changes));
        }
        if (offer.resources().isPresent()) {
            ObjectNode resources = listed(changes);
            if (changes) {
                resources.put("subscribe", true);
            }
            all.set("resources", resources);
        }
        if (offer.completions().isPresent()) {
            all.putObject("completions");
        }
        if (offer.logLevels().isPresent()) {
            all.putObject("logging");
        }
        if (revision.stateless() && offer.tools().isPresent()) {
            all.putObject("extensions").putObject(ClientFeatures.TASKS);
        }
        return all;
    }

    private static ObjectNode listed(boolean changes) {
        ObjectNode capability = McpJson.object();
        return changes ? capability.put("listChanged", true) : capability;
    }
}
