package dev.parley.tool.mcp.server.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.rpc.RpcException;
import java.util.Optional;

/** The parameters of a request; what is asked for and is not there, or not so, is refused. */
public record Params(ObjectNode node) {

    private static final int MAX_NAME = 2_048;

    /** A text that must be there, short enough for a name or an address. */
    public String text(String field) {
        return find(field)
                .orElseThrow(() -> RpcException.invalid("params." + field + " is required: text."));
    }

    /** The same, if it is there. */
    public Optional<String> find(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > MAX_NAME) {
            throw RpcException.invalid(
                    "params." + field + " must be text of at most " + MAX_NAME + " characters.");
        }
        return Optional.of(value.textValue());
    }

    /** An object, empty if it is not there. */
    public ObjectNode object(String field) {
        JsonNode value = node.path(field);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (value.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        throw RpcException.invalid("params." + field + " must be a JSON object.");
    }
}
