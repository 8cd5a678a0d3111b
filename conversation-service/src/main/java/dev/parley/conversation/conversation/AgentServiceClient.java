package dev.parley.conversation.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.json.PeerJson;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
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

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }

    /** The only field read here. */
    record AgentName(String name) {}
}
