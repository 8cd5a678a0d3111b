package dev.parley.agent.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.json.PeerJson;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What this service asks of tool-service. */
@Path("/v1")
@RegisterRestClient(configKey = "tool-service")
@OidcClientFilter
interface ToolServiceClient {

    /** Those of the named tools that the user has; the names with commas between them. */
    @GET
    @Path("/tools")
    ToolPage list(
            @HeaderParam(ActingFor.HEADER) String actor,
            @QueryParam("names") String names,
            @QueryParam("limit") int limit);

    @POST
    @Path("/tools/{name}/execute")
    ToolExecution.Response execute(
            @HeaderParam(ActingFor.HEADER) String actor,
            @PathParam("name") String name,
            ToolExecution.Request call);

    /**
     * Ends a call that nobody wants any more, and keeps one from being made that has not come yet.
     */
    @POST
    @Path("/executions/{call}/cancel")
    ToolExecution.Response cancel(
            @HeaderParam(ActingFor.HEADER) String actor, @PathParam("call") String call);

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }

    /** The fields read here. */
    record ToolPage(List<Tool> data) {

        record Tool(String name, String description, JsonNode inputSchema) {}
    }
}
