package dev.parley.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.json.MergePatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes a whole request of a present agent and the fields that shall differ. */
@ApplicationScoped
class AgentPatch {

    private final MergePatch patch;

    @Inject
    AgentPatch(MergePatch patch) {
        this.patch = patch;
    }

    AgentRequest apply(AgentResponse present, JsonNode fields) {
        return patch.apply(asRequest(present, present.name()), AgentRequest.class, fields);
    }

    AgentRequest copy(AgentResponse original, String name) {
        return asRequest(original, name);
    }

    private static AgentRequest asRequest(AgentResponse agent, String name) {
        return new AgentRequest(
                name,
                agent.description(),
                agent.instructions(),
                agent.model(),
                agent.tools(),
                agent.limits(),
                new Metadata(agent.metadata()));
    }
}
