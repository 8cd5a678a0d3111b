package dev.parley.tool.mcp.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
            throw RpcShape.invalid(
                    node.isArray()
                            ? "Batches are not supported; send each message in a request of its own."
                            : "Send one JSON-RPC message: a JSON object.",
                    null);
        }
        checkText(text, RpcId.find(message.get("id")).orElse(null));
        return RpcShape.read(message);
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
            throw RpcShape.invalid("Text in the message " + e.getMessage() + '.', id);
        }
    }
}
