package dev.parley.conversation.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.json.PeerJson;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What this service asks of agent-service about the run queue. */
@Path("/v1/queue")
@RegisterRestClient(configKey = "agent-service")
@OidcClientFilter
interface AgentQueueClient {

    @GET
    @Path("/report")
    QueueReport report();

    @POST
    @Path("/report/places")
    Places places(Asked asked);

    /** Which runs are asked for. */
    record Asked(List<RunId> runIds) {}

    /** What those of them can expect that wait. */
    record Places(List<Place> data) {

        record Place(RunId runId, long position, long waitMs) {}
    }

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }
}
