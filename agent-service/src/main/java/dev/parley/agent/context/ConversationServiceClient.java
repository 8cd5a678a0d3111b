package dev.parley.agent.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.json.PeerJson;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What this service asks of conversation-service. */
@Path("/v1/conversations")
@RegisterRestClient(configKey = "conversation-service")
@OidcClientFilter
interface ConversationServiceClient {

    @GET
    @Path("/{id}/messages")
    MessagePage messages(
            @HeaderParam(ActingFor.HEADER) String actor,
            @PathParam("id") String conversation,
            @QueryParam("branch") int branch,
            @QueryParam("order") String order,
            @QueryParam("before") long before,
            @QueryParam("limit") int limit);

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }

    /** The fields read here. */
    record MessagePage(List<Message> data) {

        record Message(
                long seq,
                String role,
                String content,
                RunId runId,
                @Nullable RunId answersRunId,
                @Nullable String callId,
                @Nullable String agent,
                @Nullable List<Call> toolCalls) {

            /** Whether an agent wrote it, and not a client that told of what an assistant said. */
            boolean isReply() {
                return agent != null;
            }

            /** The run of the message that this one is or answers. */
            RunId answeredRunId() {
                return answersRunId == null ? runId : answersRunId;
            }
        }

        /**
         * A tool call behind a reply; without result and problem it was the client's to execute.
         */
        record Call(
                String callId,
                String tool,
                JsonNode arguments,
                @Nullable JsonNode result,
                @Nullable RunProblem problem) {

            boolean forClient() {
                return result == null && problem == null;
            }
        }
    }
}
