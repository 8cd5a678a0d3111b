package dev.parley.tool.mcp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;

/** Requests of 2026-07-28, complete with their headers. */
final class McpRequests {

    static final String VERSION = "2026-07-28";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String method;
    private final ObjectNode params;
    private final ObjectNode meta;

    private McpRequests(String method, ObjectNode params) {
        this.method = method;
        this.params = params;
        this.meta = params.putObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", VERSION);
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
    }

    static McpRequests of(String method) {
        return new McpRequests(method, JsonNodeFactory.instance.objectNode());
    }

    static McpRequests calling(String tool, String arguments) {
        return of("tools/call").with("name", tool).withJson("arguments", arguments);
    }

    /** A request about a task, of a client that knows tasks. */
    static McpRequests about(String task, String method) {
        return of(method).with("taskId", task).allowing(TASKS);
    }

    /** What a client says that can come back for tasks. */
    static final String TASKS = "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";

    McpRequests with(String field, String value) {
        params.put(field, value);
        return this;
    }

    McpRequests withJson(String field, String value) {
        params.set(field, json(value));
        return this;
    }

    McpRequests withMeta(String field, String value) {
        meta.put(field, value);
        return this;
    }

    /** Says what the client can do. */
    McpRequests allowing(String capabilities) {
        meta.set("io.modelcontextprotocol/clientCapabilities", json(capabilities));
        return this;
    }

    Response send(RequestSpecification caller) {
        return sendTo("/mcp", caller);
    }

    Response sendTo(String path, RequestSpecification caller) {
        caller.accept("application/json, text/event-stream")
                .header("MCP-Protocol-Version", VERSION)
                .header("Mcp-Method", method);
        String name = name();
        if (name != null) {
            caller.header("Mcp-Name", name);
        }
        return caller.urlEncodingEnabled(false).body(body()).post(path);
    }

    @Nullable String name() {
        for (String field : new String[] {"name", "uri", "taskId"}) {
            if (params.has(field)) {
                return params.path(field).asText();
            }
        }
        return null;
    }

    String method() {
        return method;
    }

    String body() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("jsonrpc", "2.0").put("id", 1).put("method", method).set("params", params);
        return message.toString();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
