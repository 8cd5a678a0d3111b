package dev.parley.agent.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.json.PeerJson;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Asks conversation-service, which owns replies, for another try of a run. */
@Path("/v1/conversations")
@RegisterRestClient(configKey = "conversation-service")
@OidcClientFilter
interface ConversationRetryClient {

    @POST
    @Path("/{id}/runs/{run}/retry")
    Accepted retry(
            @HeaderParam(ActingFor.HEADER) String actor,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @PathParam("id") String conversation,
            @PathParam("run") String run,
            Wish wish);

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }

    /** As urgent as what failed. */
    record Wish(Priority priority) {}

    /** The fields read here. */
    record Accepted(Run run) {

        record Run(
                RunId id,
                String status,
                Priority priority,
                @Nullable Long queuePosition,
                @Nullable Long estimatedWaitMs) {}
    }
}
