package dev.parley.tool.mcp.server.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.offer.McpTool;
import dev.parley.tool.mcp.server.offer.McpTools;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.offer.ToolResult;
import dev.parley.tool.mcp.server.protocol.McpJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Prepares calls of tools. */
@ApplicationScoped
public class ToolCalls {

    /** Under which clients call tools. */
    public static final String METHOD = "tools/call";

    private final Offer offer;
    private final McpJson json;

    @Inject
    ToolCalls(Offer offer, McpJson json) {
        this.offer = offer;
        this.json = json;
    }

    /** The tool of this name; refuses a name that the caller cannot call. */
    public McpTool find(Caller caller, String name) {
        return offer.tools()
                .flatMap(tools -> tools.find(caller, name))
                .orElseThrow(ToolCalls::unknown);
    }

    /** A call of a tool. */
    public Invocation<ToolResult> prepare(Revision revision, McpTool tool, ObjectNode arguments) {
        McpTools tools = offer.tools().orElseThrow(ToolCalls::unknown);
        return new Invocation<>(
                METHOD,
                tool.name(),
                arguments,
                tool.patience(),
                call -> tools.call(call, tool.name(), arguments),
                result -> render(revision, result));
    }

    private ObjectNode render(Revision revision, ToolResult result) {
        ObjectNode rendered = McpJson.object();
        rendered.set("content", json.array(result.content()));
        JsonNode structured = result.structured();
        // Before 2026-07-28 it can only be an object.
        if (structured != null && (revision.stateless() || structured.isObject())) {
            rendered.set("structuredContent", structured);
        }
        if (result.failed()) {
            rendered.put("isError", true);
        }
        return rendered;
    }

    private static RpcException unknown() {
        return RpcException.invalid("There is no such tool, or it is not yours to call.");
    }
}
