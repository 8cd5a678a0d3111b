package dev.parley.tool.mcp.server.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.json.StrictJson;
import dev.parley.platform.json.TextPolicy;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message from a request's body, strictly: valid UTF-8, no key twice, storable text, a
 * shape that is beyond doubt. Batches are not part of any revision that is spoken here.
 */
@ApplicationScoped
public class RpcReader {

    private static final int MAX_METHOD = 128;

    private final ObjectMapper mapper;

    @Inject
    public RpcReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The message; throws {@link RpcException} if it is none. */
    public RpcMessage read(byte[] body) {
        String text = decode(body);
        JsonNode node = parse(text);
        if (!(node instanceof ObjectNode message)) {
            throw invalid(
                    node.isArray()
                            ? "Batches are not supported; send each message in a request of its own."
                            : "Send one JSON-RPC message: a JSON object.",
                    null);
        }
        RpcId id = RpcId.find(message.get("id")).orElse(null);
        checkText(text, id);
        if (!RpcJson.VERSION.equals(message.path("jsonrpc").textValue())) {
            throw invalid("jsonrpc must be \"2.0\".", id);
        }
        if (message.has("id") && id == null) {
            throw invalid("id must be text of at most 256 characters or a whole number.", null);
        }
        return message.has("method") ? call(message, id) : reply(message, id);
    }

    private static RpcMessage call(ObjectNode message, @Nullable RpcId id) {
        String method = message.path("method").textValue();
        if (method == null || method.isEmpty() || method.length() > MAX_METHOD) {
            throw invalid("method must be text of 1 to 128 characters.", id);
        }
        if (message.has("result") || message.has("error")) {
            throw invalid("A message with a method has neither result nor error.", id);
        }
        JsonNode params = message.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            throw invalid("params must be a JSON object, or left out.", id);
        }
        ObjectNode given =
                params instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode();
        return id == null
                ? new RpcMessage.Notification(method, given)
                : new RpcMessage.Request(id, method, given);
    }

    private static RpcMessage reply(ObjectNode message, @Nullable RpcId id) {
        JsonNode result = message.path("result");
        JsonNode error = message.path("error");
        if (id == null || result.isObject() == error.isObject()) {
            throw invalid("A message has a method, or an id with either a result or an error.", id);
        }
        return new RpcMessage.Reply(id, error.isObject(), error.isObject() ? error : result);
    }

    private static String decode(byte[] body) {
        try {
            return StrictJson.decode(body);
        } catch (ProblemException notText) {
            throw new RpcException(RpcError.PARSE_ERROR, String.valueOf(notText.getMessage()));
        }
    }

    private JsonNode parse(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RpcException(
                    RpcError.PARSE_ERROR, String.valueOf(StrictJson.refusal(e).getMessage()));
        }
    }

    private static void checkText(String text, @Nullable RpcId id) {
        try {
            TextPolicy.check(text);
        } catch (TextPolicy.Violation e) {
            throw invalid("Text in the message " + e.getMessage() + '.', id);
        }
    }

    private static RpcException invalid(String message, @Nullable RpcId id) {
        return new RpcException(RpcError.INVALID_REQUEST, message).to(id);
    }
}
