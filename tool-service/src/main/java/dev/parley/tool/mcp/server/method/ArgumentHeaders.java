package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.HeaderText;
import dev.parley.tool.mcp.protocol.McpHeaders;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Arguments that a tool's schema marks with {@code x-mcp-header} come in a header, too, for what
 * stands between; both must say the same, or one who reads only the header is deceived.
 */
final class ArgumentHeaders {

    private static final int MAX_DEPTH = 64;

    private ArgumentHeaders() {}

    static void check(
            ObjectNode schema, JsonNode arguments, Function<String, List<String>> headers) {
        check(schema, arguments, headers, 0);
    }

    private static void check(
            JsonNode schema,
            JsonNode arguments,
            Function<String, List<String>> headers,
            int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = arguments.path(property.getKey());
            String mark = property.getValue().path(McpHeaders.ARGUMENT_MARK).textValue();
            if (mark != null) {
                compare(
                        McpHeaders.ARGUMENT + mark,
                        value,
                        headers.apply(McpHeaders.ARGUMENT + mark));
            }
            check(property.getValue(), value, headers, depth + 1);
        }
    }

    private static void compare(String header, JsonNode value, List<String> given) {
        boolean expected = !value.isMissingNode() && !value.isNull();
        if (given.size() != (expected ? 1 : 0)) {
            throw mismatch(header);
        }
        if (expected) {
            String text = HeaderText.decode(given.getFirst()).orElseThrow(() -> mismatch(header));
            if (!same(value, text)) {
                throw mismatch(header);
            }
        }
    }

    private static boolean same(JsonNode value, String text) {
        if (!value.isIntegralNumber()) {
            return value.asText().equals(text);
        }
        return text.length() <= 32
                && text.matches("-?\\d+(\\.\\d+)?")
                && new BigDecimal(text).compareTo(value.decimalValue()) == 0;
    }

    private static RpcException mismatch(String header) {
        return new RpcException(
                RpcError.HEADER_MISMATCH,
                "The header "
                        + header
                        + " must be there exactly if its argument is, and say the same; list the tools again.");
    }
}
