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
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What this service asks of agent-service. */
@Path("/v1/agents")
@RegisterRestClient(configKey = "agent-service")
@OidcClientFilter
interface AgentServiceClient {

    @GET
    @Path("/{name}")
    AgentName find(@HeaderParam(ActingFor.HEADER) String actor, @PathParam("name") String name);

    @GET
    AgentPage list(
            @HeaderParam(ActingFor.HEADER) String actor,
            @QueryParam("limit") int limit,
            @QueryParam("cursor") @Nullable String cursor);

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }

    /** The fields read here. */
    record AgentName(String name, Instant createdAt) {}

    /** A page of a tenant's agents. */
    record AgentPage(List<AgentName> data, @Nullable String nextCursor) {}
}
