package dev.parley.tool.mcp.server.offer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.tool.mcp.server.call.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool has to say.
 *
 * @param content for a model to read
 * @param structured the same for a program
 * @param failed whether the tool could not do it, in words that help to mend the call
 */
public record ToolResult(List<Content> content, @Nullable JsonNode structured, boolean failed) {

    public ToolResult {
        content = List.copyOf(content);
    }

    /** Words. */
    public static ToolResult text(String text) {
        return new ToolResult(List.of(new Content.Text(text)), null, false);
    }

    /** A value; a model reads it as JSON, or as it is if it is text. */
    public static ToolResult value(JsonNode value) {
        return value instanceof TextNode words
                ? text(words.textValue())
                : new ToolResult(List.of(new Content.Text(value.toString())), value, false);
    }

    /** Why there is no result, for a model to mend the call. */
    public static ToolResult failure(String message) {
        return new ToolResult(List.of(new Content.Text(message)), null, true);
    }
}
