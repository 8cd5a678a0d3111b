package dev.parley.conversation.conversation;

import dev.parley.platform.caller.ActingFor;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What this service asks of agent-service. */
@Path("/v1/agents")
@RegisterRestClient(configKey = "agent-service")
@OidcClientFilter
interface AgentServiceClient {

    @GET
    @Path("/{name}")
    AgentName find(@HeaderParam(ActingFor.HEADER) String actor, @PathParam("name") String name);

    /** The only field read here. */
    record AgentName(String name) {}
}
