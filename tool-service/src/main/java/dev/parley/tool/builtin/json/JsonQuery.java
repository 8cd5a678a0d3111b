package dev.parley.tool.builtin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.invocation.ToolFailure;
import io.burt.jmespath.JmesPathException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes what is wanted out of a JSON document, by JSON Pointer (RFC 6901) or JMESPath. */
@ApplicationScoped
class JsonQuery implements BuiltinTool {

    private static final int MAX_NESTING = 32;
    private static final int MAX_RESULT = 64_000;
    private static final int MAX_RESULT_DEPTH = 40;
    private static final int MAX_ECHO = 300;
    private static final Pattern NEGATIONS = Pattern.compile("(!\\s*){9}");

    private final ObjectMapper mapper =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxNumberLength(100)
                                                    .maxTokenCount(200_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    @Override
    public String name() {
        return "json_query";
    }

    @Override
    public String description() {
        return "Takes values out of a JSON document without reading all of it: by JSON Pointer (a query that begins with /) or by"
                + " JMESPath, which also filters, sorts and reshapes. Use it when a tool gave more JSON than is needed."
                + " Examples of queries: \"/items/0/name\"; \"items[?price > `10`].name\"; \"sort_by(items, &price)[:3]\";"
                + " \"length(items)\"; \"items[*].{id: id, total: price}\". In JMESPath numbers to compare with stand in"
                + " backticks and text in single quotes.";
    }

    @Override
    public String inputSchema() {
        return """
        {"type": "object", "additionalProperties": false, "required": ["document", "query"], "properties": {
          "document": {"description": "The document: JSON, or text that is JSON", "type": ["object", "array", "string"],
            "maxLength": 250000},
          "query": {"type": "string", "maxLength": 1000,
            "description": "A JSON Pointer such as /a/0/b, or a JMESPath expression such as a[0].b"}}}
        """;
    }

    @Override
    public Optional<String> outputSchema() {
        return Optional.of(
                """
                {"type": "object", "additionalProperties": false, "required": ["result", "found"], "properties": {
                  "result": {"description": "What the query gives; null if nothing is there"},
                  "found": {"type": "boolean", "description": "false if the query gives null"}}}
                """);
    }

    @Override
    public JsonNode call(JsonNode arguments) throws ToolFailure {
        JsonNode document = document(arguments.path("document"));
        String query = arguments.path("query").asText().strip();
        JsonNode result =
                query.isEmpty() || query.startsWith("/")
                        ? point(document, query)
                        : search(document, query);
        if (!ResultSize.fits(result, MAX_RESULT, MAX_RESULT_DEPTH)) {
            throw new ToolFailure(
                    "result-too-large",
                    "The query gives more than 64000 characters or nests deeper than 40 levels; narrow it, such as with [:10] or fewer fields.");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("found", !result.isNull())
                .set("result", result);
    }

    private JsonNode document(JsonNode given) throws ToolFailure {
        if (!given.isTextual()) {
            return given;
        }
        try {
            JsonNode read = mapper.readTree(given.asText());
            return read.isMissingNode() ? JsonNodeFactory.instance.nullNode() : read;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where =
                    at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new ToolFailure(
                    "document-malformed",
                    "The document is text that is not valid JSON"
                            + where
                            + ", or nests deeper than 64 levels.");
        }
    }

    private static JsonNode point(JsonNode document, String pointer) throws ToolFailure {
        try {
            JsonNode found = document.at(JsonPointer.compile(pointer));
            return found.isMissingNode() ? JsonNodeFactory.instance.nullNode() : found;
        } catch (IllegalArgumentException e) {
            throw new ToolFailure(
                    "query-malformed",
                    "The JSON Pointer is not valid; write it as /items/0/name, with ~1 for / and ~0 for ~ within names.");
        }
    }

    private static JsonNode search(JsonNode document, String query) throws ToolFailure {
        requireShallow(query);
        try {
            return new BoundedJmesPath().search(document, query);
        } catch (BoundedJmesPath.TooExpensive e) {
            throw new ToolFailure(
                    "query-too-expensive",
                    "The query takes more time or memory than is given to it; make it simpler or the document smaller.");
        } catch (JmesPathException | IllegalStateException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            throw new ToolFailure(
                    "query-malformed",
                    "The query is not valid JMESPath: "
                            + reason.substring(0, Math.min(reason.length(), MAX_ECHO)));
        }
    }

    /** The parser goes down as deep as the query nests. */
    private static void requireShallow(String query) throws ToolFailure {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c == '[' || c == '(' || c == '{') {
                depth++;
            } else if (c == ']' || c == ')' || c == '}') {
                depth--;
            }
            deepest = Math.max(deepest, depth);
        }
        if (deepest > MAX_NESTING || NEGATIONS.matcher(query).find()) {
            throw new ToolFailure(
                    "query-too-deep", "The query nests deeper than 32 levels; simplify it.");
        }
    }
}
