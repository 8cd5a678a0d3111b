package dev.parley.tool.mcp.client.limit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.platform.json.StrictJson;
import dev.parley.platform.json.TextPolicy;
import dev.parley.platform.problem.ProblemException;
import java.util.Map;
import java.util.Optional;

/**
 * JSON that somebody else's server sent. It is read strictly: no key twice, nothing behind the end,
 * no more depth and tokens than memory can bear. Text that Parley could not store is mended, since
 * nobody can be asked to do it.
 */
public final class ForeignJson {

    private static final int MAX_DEPTH = 500;
    private static final int MAX_TOKENS = 400_000;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 1_000;

    /** Whoever reads bytes bounds them; a document is not refused for one long text. */
    private static final int MAX_STRING = 100 << 20;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_STRING)
                                                    .maxNumberLength(MAX_NUMBER)
                                                    .maxNameLength(MAX_NAME)
                                                    .maxTokenCount(MAX_TOKENS)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private ForeignJson() {}

    /** The document that bytes hold, or nothing if they hold none. */
    public static Optional<JsonNode> read(byte[] bytes) {
        try {
            return read(StrictJson.decode(bytes));
        } catch (ProblemException notText) {
            return Optional.empty();
        }
    }

    /** The document that a text holds, or nothing if it holds none. */
    public static Optional<JsonNode> read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(storable(text, node));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static JsonNode storable(String text, JsonNode node) {
        try {
            TextPolicy.check(text);
            return node;
        } catch (TextPolicy.Violation e) {
            return mended(node);
        }
    }

    private static JsonNode mended(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(TextPolicy.sanitise(text.textValue()));
            case ArrayNode array -> {
                ArrayNode mended = array.arrayNode();
                array.forEach(item -> mended.add(mended(item)));
                yield mended;
            }
            case ObjectNode object -> {
                ObjectNode mended = object.objectNode();
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    mended.set(TextPolicy.sanitise(field.getKey()), mended(field.getValue()));
                }
                yield mended;
            }
            default -> node;
        };
    }
}
