package dev.parley.tool.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads schemas (JSON Schema 2020-12) that tenants and other servers wrote. What is taken is valid,
 * of bounded size, refers to nothing outside itself, and compares in bounded time.
 */
@ApplicationScoped
public class JsonSchemas {

    private static final String DIALECT = DialectId.DRAFT_2020_12;
    private static final int MAX_BYTES = 65_536;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_SCHEMAS = 2_000;

    /** Words whose meaning depends on where a reference comes from, or on other documents. */
    private static final Set<String> NOT_TAKEN =
            Set.of("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$anchor");

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaCacheEnabled(false)
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .regularExpressionFactory(Re2Pattern::of)
                                                    .build()));
    private final Schema metaSchema = registry.getSchema(SchemaLocation.of(DIALECT));

    /** Reads a schema. */
    public JsonSchema read(JsonNode source) throws SchemaRefused {
        requireSize(source);
        requireValid(source);
        Scan scan = new Scan(source);
        scan.look("", source, 0);
        int deepest = new SchemaCost(scan::referred).deepestValue(source);
        if (deepest < 1) {
            throw new SchemaRefused(
                    "", "takes too much work to compare values with; use fewer alternatives");
        }
        try {
            Schema validator = registry.getSchema(source);
            validator.initializeValidators();
            return new JsonSchema(source, validator, deepest);
        } catch (SchemaException | PatternSyntaxException e) {
            throw new SchemaRefused("", "cannot be read: " + e.getMessage());
        }
    }

    /** Reads the schema of a tool's arguments, which are an object. */
    public JsonSchema readForArguments(JsonNode source) throws SchemaRefused {
        if (source.isObject() && !source.path("type").asText().equals("object")) {
            throw new SchemaRefused("/type", "must be \"object\": arguments have names");
        }
        return read(source);
    }

    /** The schema of a tool that takes nothing. */
    public static ObjectNode noArguments() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "object")
                .put("additionalProperties", false);
    }

    private static void requireSize(JsonNode source) throws SchemaRefused {
        if (!source.isObject()) {
            throw new SchemaRefused("", "must be an object");
        }
        if (source.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new SchemaRefused("", "must have at most " + MAX_BYTES + " bytes");
        }
        String dialect = source.path("$schema").asText(DIALECT);
        if (!dialect.replace("#", "").equals(DIALECT)) {
            throw new SchemaRefused("/$schema", "must be " + DIALECT + " or left out");
        }
    }

    private void requireValid(JsonNode source) throws SchemaRefused {
        List<Error> errors = metaSchema.validate(source);
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            throw new SchemaRefused(
                    String.valueOf(first.getInstanceLocation()),
                    "is not valid in JSON Schema 2020-12: " + first.getMessage());
        }
    }

    /** A look at every subschema of one source. */
    private static final class Scan {

        private final JsonNode source;
        private int count;

        Scan(JsonNode source) {
            this.source = source;
        }

        void look(String pointer, JsonNode schema, int depth) throws SchemaRefused {
            if (depth > MAX_DEPTH) {
                throw new SchemaRefused(pointer, "must be nested at most " + MAX_DEPTH + " deep");
            }
            if (++count > MAX_SCHEMAS) {
                throw new SchemaRefused("", "must have at most " + MAX_SCHEMAS + " subschemas");
            }
            requireKnownWords(pointer, schema);
            requireLocal(pointer, schema);
            requirePatterns(pointer, schema);
            for (SchemaWalk.Sub sub : SchemaWalk.of(schema)) {
                look(pointer + sub.pointer(), sub.schema(), depth + 1);
            }
        }

        private void requireKnownWords(String pointer, JsonNode schema) throws SchemaRefused {
            for (Map.Entry<String, JsonNode> word : schema.properties()) {
                boolean inner =
                        !pointer.isEmpty()
                                && (word.getKey().equals("$id") || word.getKey().equals("$schema"));
                if (inner || NOT_TAKEN.contains(word.getKey())) {
                    throw new SchemaRefused(
                            pointer + '/' + word.getKey(),
                            "is not taken here; refer with \"$ref\": \"#/$defs/…\"");
                }
            }
        }

        private void requireLocal(String pointer, JsonNode schema) throws SchemaRefused {
            JsonNode reference = schema.path("$ref");
            if (!reference.isTextual()) {
                return;
            }
            String place = reference.textValue();
            boolean local = place.equals("#") || place.startsWith("#/");
            if (!local
                    || place.indexOf('%') >= 0
                    || source.at(place.substring(1)).isMissingNode()) {
                throw new SchemaRefused(
                        pointer + "/$ref",
                        "must be a place within this schema, such as \"#/$defs/name\"");
            }
        }

        private void requirePatterns(String pointer, JsonNode schema) throws SchemaRefused {
            for (Map.Entry<String, String> pattern : SchemaWalk.patterns(schema).toList()) {
                try {
                    Re2Pattern.of(pattern.getValue());
                } catch (PatternSyntaxException e) {
                    throw new SchemaRefused(
                            pointer + pattern.getKey(),
                            "must be a regular expression as RE2 knows them: "
                                    + e.getDescription());
                }
            }
        }

        JsonNode referred(String reference) {
            return source.at(reference.substring(1));
        }
    }
}
