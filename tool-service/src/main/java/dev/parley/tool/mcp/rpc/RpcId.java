package dev.parley.tool.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a side calls its request: text or a whole number, given back as it came.
 *
 * @param value as it is written
 */
public record RpcId(JsonNode value) {

    private static final int MAX_LENGTH = 256;

    /** The id of a request that this side makes. */
    public static RpcId of(String text) {
        return new RpcId(TextNode.valueOf(text));
    }

    /** A number, as servers expect one of clients. */
    public static RpcId of(long number) {
        return new RpcId(LongNode.valueOf(number));
    }

    /** The id that a node holds, or nothing if it is not one that MCP allows. */
    public static Optional<RpcId> find(@Nullable JsonNode node) {
        if (node != null && node.isTextual() && node.textValue().length() <= MAX_LENGTH) {
            return Optional.of(new RpcId(node));
        }
        if (node != null && node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(new RpcId(LongNode.valueOf(node.longValue())));
        }
        return Optional.empty();
    }

    /** The id as text; that of a number is its decimal form. */
    public String text() {
        return value.asText();
    }
}
