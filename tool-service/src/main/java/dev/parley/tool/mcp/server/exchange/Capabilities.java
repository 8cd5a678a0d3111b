package dev.parley.tool.mcp.server.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
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
        ObjectNode all = McpJson.object();
        offer.tools().ifPresent(tools -> all.set("tools", listed()));
        offer.prompts().ifPresent(prompts -> all.set("prompts", listed()));
        offer.resources().ifPresent(resources -> all.set("resources", subscribable()));
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

    private ObjectNode listed() {
        ObjectNode capability = McpJson.object();
        return offer.changes().isPresent() ? capability.put("listChanged", true) : capability;
    }

    private ObjectNode subscribable() {
        ObjectNode capability = listed();
        return offer.changes().isPresent() ? capability.put("subscribe", true) : capability;
    }
}
