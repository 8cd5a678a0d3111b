package dev.parley.conversation.openai.model;

import dev.parley.conversation.ConversationPermissions;
import dev.parley.conversation.conversation.AgentCatalogue;
import dev.parley.conversation.openai.run.Models;
import dev.parley.platform.caller.CurrentCaller;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

@Path("/openai/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ModelResource {

    private final AgentCatalogue agents;
    private final CurrentCaller caller;

    @Inject
    ModelResource(AgentCatalogue agents, CurrentCaller caller) {
        this.agents = agents;
        this.caller = caller;
    }

    /** An agent, as OpenAI's API shows a model. */
    record Model(String id, String object, long created, String ownedBy) {

        static Model of(AgentCatalogue.Card agent) {
            return new Model(agent.name(), "model", agent.createdAt().getEpochSecond(), "parley");
        }
    }

    /** All of them; OpenAI's API has no pages here. */
    record ModelList(String object, List<Model> data) {}

    @GET
    @PermissionsAllowed(ConversationPermissions.READ)
    public ModelList list() {
        return new ModelList("list", agents.list(caller.get()).stream().map(Model::of).toList());
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(ConversationPermissions.READ)
    public Model get(@PathParam("id") String id) {
        if (!Models.isName(id)) {
            throw Models.unknown();
        }
        return agents.find(caller.get(), id).map(Model::of).orElseThrow(Models::unknown);
    }
}
