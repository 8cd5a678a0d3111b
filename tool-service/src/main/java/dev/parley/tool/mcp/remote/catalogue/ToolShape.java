package dev.parley.tool.mcp.remote.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.mcp.client.limit.ForeignJson;
import dev.parley.tool.mcp.remote.server.StoredServer;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The same tool in its several shapes: row and response, and the JSON within. */
@ApplicationScoped
public class ToolShape {

    ToolResponse response(StoredServer server, StoredTool tool) {
        StoredTool.Approval approval = tool.approval();
        return new ToolResponse(
                tool.remoteName(),
                tool.name(),
                tool.title(),
                tool.description(),
                read(tool.inputSchema()),
                outputSchema(tool),
                read(tool.hints()),
                effects(server, tool),
                tool.hash(),
                tool.state(),
                approval == null ? null : approval.hash(),
                approval == null ? null : approval.by(),
                approval == null ? null : approval.at(),
                tool.updatedAt());
    }

    /**
     * What a call of a tool may do. What a server says of that counts only where an operator trusts
     * the server: anybody could say so.
     */
    public Effects effects(StoredServer server, StoredTool tool) {
        JsonNode hints = read(tool.hints());
        if (!server.trustAnnotations()) {
            return Effects.UNSAFE;
        }
        if (hints.path("readOnlyHint").booleanValue()) {
            return Effects.NONE;
        }
        return hints.path("idempotentHint").booleanValue() ? Effects.IDEMPOTENT : Effects.UNSAFE;
    }

    /** What its server says of its effects. */
    public JsonNode hints(StoredTool tool) {
        return read(tool.hints());
    }

    /** The schema of a tool's arguments. */
    public ObjectNode inputSchema(StoredTool tool) {
        return (ObjectNode) read(tool.inputSchema());
    }

    /** The schema of a tool's result, if it has one. */
    public @Nullable JsonNode outputSchema(StoredTool tool) {
        String schema = tool.outputSchema();
        return schema == null ? null : read(schema);
    }

    private static JsonNode read(String stored) {
        return ForeignJson.read(stored)
                .orElseThrow(() -> new IllegalStateException("what was stored is readable"));
    }
}
