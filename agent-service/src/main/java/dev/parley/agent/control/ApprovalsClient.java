package dev.parley.agent.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.json.PeerJson;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Tells tool-service, which owns approvals, what was decided. */
@Path("/v1/approvals")
@RegisterRestClient(configKey = "tool-service")
@OidcClientFilter
interface ApprovalsClient {

    @POST
    @Path("/{id}/decision")
    Decided decide(
            @HeaderParam(ActingFor.HEADER) String actor,
            @PathParam("id") String approval,
            Decision decision);

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }

    /** What is sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decision(String decision, @Nullable JsonNode arguments, @Nullable String reason) {}

    /** The field read here. */
    record Decided(String status) {}
}
