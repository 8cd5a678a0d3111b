package dev.parley.tool.mcp.remote.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.client.tool.ToolDefinition;
import dev.parley.tool.schema.CanonicalJson;

/**
 * What an approval is bound to: everything of a tool that a model reads or that decides what it may
 * do. Written canonically, so that the same tool has the same hash however its server writes it.
 */
final class ToolHash {

    private ToolHash() {}

    /** SHA-256, in hexadecimal. */
    static String of(ToolDefinition tool) {
        ObjectNode shown =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("title", tool.title())
                        .put("description", tool.description());
        shown.set("input_schema", tool.inputSchema());
        shown.set("output_schema", tool.outputSchema());
        shown.set("hints", tool.hints());
        return CanonicalJson.hash(shown);
    }
}
