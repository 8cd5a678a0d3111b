package dev.parley.tool.testing;

import static dev.parley.platform.testing.Callers.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/**
 * A tenant of its own that makes tools and calls them over REST. Single quotes stand for double
 * ones.
 */
public final class ToolDoor {

    private static final ObjectMapper MAPPER = new JsonMapper();

    private final String tenant = "t-" + UUID.randomUUID();

    public String tenant() {
        return tenant;
    }

    /** Who makes tools. */
    public RequestSpecification designer() {
        return as("dora", tenant, "designer");
    }

    /** Who calls them. */
    public RequestSpecification user() {
        return as("ada", tenant, "user");
    }

    /** Registers a tool. */
    public Response register(String definition) {
        return designer().body(definition.replace('\'', '"')).post("/v1/tools");
    }

    /** Registers a tool that asks the sink. */
    public void sinkTool(String name, String effects, String query, String extras) {
        String lookup =
                effects.equals("reconcilable")
                        ? ", 'lookup': {'url': '%s/done/{$call_id}'}"
                                .formatted(SinkSuite.sink().baseUrl())
                        : "";
        register(
                        """
                        {'name': '%s', 'description': 'Changes the world.', 'kind': 'http', 'effects': '%s',
                         'input_schema': {'type': 'object', 'properties': {'n': {'type': 'integer'}}},
                         'config': {'method': 'POST', 'url': '%s/do', 'query': {%s}%s}%s}
                        """
                                .formatted(
                                        name,
                                        effects,
                                        SinkSuite.sink().baseUrl(),
                                        query,
                                        lookup,
                                        extras))
                .then()
                .statusCode(201);
    }

    /** Calls a tool. */
    public Response call(String tool, String callId, String arguments) {
        return user().body(
                        "{\"call_id\": \"%s\", \"arguments\": %s}"
                                .formatted(callId, arguments.replace('\'', '"')))
                .post("/v1/tools/" + tool + "/execute");
    }

    /** Calls a tool, and asks again under the same id until it has ended, as agents do. */
    public Response toEnd(String tool, String callId, String arguments) {
        Response response = call(tool, callId, arguments);
        while (response.statusCode() == 202 || response.statusCode() == 503) {
            response = call(tool, callId, arguments);
        }
        return response;
    }

    /** Asks for a plan of calls. */
    public Response plan(String id, String calls) {
        return user().body(
                        "{'plan_id': '%s', 'calls': [%s]}".formatted(id, calls).replace('\'', '"'))
                .post("/v1/tools/plan");
    }

    /** The same, again and again until it has ended. */
    public Response planToEnd(String id, String calls) {
        Response response = plan(id, calls);
        while (response.statusCode() == 202 || response.statusCode() == 503) {
            response = plan(id, calls);
        }
        return response;
    }

    /** How it stands with a call of a plan. */
    public static String statusOf(Response plan, String call) {
        return plan.path("calls.find { it.id == '" + call + "' }.status");
    }

    /** A call id that nobody has used. */
    public static String callId() {
        return runCallId(UUID.randomUUID(), 0);
    }

    /** The id of a run's call. */
    public static String runCallId(UUID run, int step) {
        return "call_" + run.toString().replace("-", "") + '_' + step + "_0";
    }

    /** What a response says. */
    public static JsonNode json(Response response) {
        try {
            return MAPPER.readTree(response.asString());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(response.asString(), e);
        }
    }
}
