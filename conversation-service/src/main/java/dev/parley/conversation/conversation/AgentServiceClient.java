package dev.parley.conversation.conversation;

import dev.parley.platform.caller.ActingForFilter;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What this service asks of agent-service. */
@Path("/v1/agents")
@RegisterRestClient(configKey = "agent-service")
@OidcClientFilter
@RegisterProvider(ActingForFilter.class)
interface AgentServiceClient {

    @GET
    @Path("/{name}")
    AgentName find(@PathParam("name") String name);

    /** The only field read here. */
    record AgentName(String name) {}
}
