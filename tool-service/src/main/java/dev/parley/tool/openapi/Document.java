package dev.parley.tool.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * An OpenAPI document as it was written. References within it are followed; those to other
 * documents never are, so that nothing that a stranger wrote makes this process fetch anything.
 */
record Document(JsonNode root) {

    private static final int MAX_CHARS = 5_000_000;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_ALIASES = 100;

    /** How often a reference may lead to another one. */
    private static final int MAX_HOPS = 16;

    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete");

    private static final ObjectMapper YAML = yaml();

    /** An operation with what its path says for all. */
    record Operation(String method, String path, JsonNode item, JsonNode body) {

        String name() {
            return body.path("operationId").isTextual()
                    ? body.path("operationId").asText()
                    : methodAndPath();
        }

        String methodAndPath() {
            return method.toUpperCase(Locale.ROOT) + ' ' + path;
        }
    }

    /** Reads JSON or YAML. */
    static Document read(JsonNode given) throws DocumentRefused {
        JsonNode root = given.isTextual() ? parse(given.asText()) : given;
        if (root == null
                || !root.path("openapi").asText().matches("3\\.[01]\\.\\d{1,4}(-.{1,20})?")) {
            throw new DocumentRefused(
                    "must be a document of OpenAPI 3.0 or 3.1, with a field openapi that says so");
        }
        if (!root.path("paths").isObject()) {
            throw new DocumentRefused("must have an object paths");
        }
        return new Document(root);
    }

    private static @Nullable JsonNode parse(String text) throws DocumentRefused {
        if (text.length() > MAX_CHARS) {
            throw new DocumentRefused("must have at most " + MAX_CHARS + " characters");
        }
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new DocumentRefused("is neither JSON nor YAML that can be read");
        }
    }

    /** JSON is YAML, too. */
    private static ObjectMapper yaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARS);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(MAX_ALIASES);
        limits.setAllowDuplicateKeys(false);
        return new YAMLMapper(YAMLFactory.builder().loaderOptions(limits).build());
    }

    /** Whether schemas are those of 3.0, which are no JSON Schema. */
    boolean isOld() {
        return root.path("openapi").asText().startsWith("3.0");
    }

    /** The operations in the order of the document. */
    List<Operation> operations() throws Unusable {
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            JsonNode item = follow(path.getValue());
            for (Map.Entry<String, JsonNode> entry : item.properties()) {
                if (METHODS.contains(entry.getKey()) && entry.getValue().isObject()) {
                    found.add(new Operation(entry.getKey(), path.getKey(), item, entry.getValue()));
                }
            }
        }
        return found;
    }

    /** What stands there, or where it refers to. */
    JsonNode follow(JsonNode node) throws Unusable {
        JsonNode present = node;
        for (int i = 0; i < MAX_HOPS; i++) {
            if (!present.path("$ref").isTextual()) {
                return present;
            }
            present = at(present.path("$ref").asText());
        }
        throw new Unusable("it has references that go round in a circle");
    }

    /** What a reference within the document means. */
    JsonNode at(String reference) throws Unusable {
        if (!reference.startsWith("#/")) {
            throw new Unusable(
                    "it refers to another document, which is not fetched: put it into this one");
        }
        try {
            JsonNode found = root.at(JsonPointer.compile(reference.substring(1)));
            if (!found.isMissingNode()) {
                return found;
            }
        } catch (IllegalArgumentException e) {
            // It refers to nothing, like any other that does.
        }
        throw new Unusable("it refers to " + reference + ", which the document lacks");
    }
}
