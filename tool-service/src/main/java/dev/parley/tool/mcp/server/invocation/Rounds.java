package dev.parley.tool.mcp.server.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.call.InputRequest;
import dev.parley.tool.mcp.server.protocol.McpJson;
import dev.parley.tool.mcp.server.protocol.Params;
import java.util.HashMap;
import java.util.Map;

/** What goes back and forth between the rounds of a call. */
public final class Rounds {

    /** More than any sensible call asks at once or one after the other. */
    public static final int MOST = 16;

    private Rounds() {}

    /** The answers that a request brings along; refuses what cannot be any. */
    public static Map<String, JsonNode> answers(Params params) {
        Map<String, JsonNode> answers = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : params.object("inputResponses").properties()) {
            if (!entry.getValue().isObject()) {
                throw RpcException.invalid(
                        "Each of params.inputResponses must be the result of its request: an object.");
            }
            answers.put(entry.getKey(), entry.getValue());
        }
        return answers;
    }

    /** What is asked, by the names under which the answers are expected. */
    public static ObjectNode requests(Map<String, InputRequest> requests) {
        ObjectNode all = McpJson.object();
        requests.forEach((name, request) ->
                all.putObject(name)
                        .put("method", request.method())
                        .set("params", request.params()));
        return all;
    }

    /** Refuses to ask a client what it never said that it can answer. */
    public static void requireAllowed(ClientFeatures client, Map<String, InputRequest> requests) {
        ObjectNode missing = McpJson.object();
        for (InputRequest request : requests.values()) {
            if (!client.allow(request)) {
                missing.putObject(request.capability());
            }
        }
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
    }

    /** Refuses a call whose outcome only a client that knows tasks could come back for. */
    public static void requireTasks(ClientFeatures client) {
        if (!client.tasks()) {
            ObjectNode missing = McpJson.object();
            missing.putObject("extensions").putObject(ClientFeatures.TASKS);
            throw missing(missing);
        }
    }

    private static RpcException missing(ObjectNode capabilities) {
        return new RpcException(
                RpcError.MISSING_CAPABILITY,
                "The client must be able to do what requiredCapabilities names, and say so.",
                McpJson.object().set("requiredCapabilities", capabilities));
    }
}
