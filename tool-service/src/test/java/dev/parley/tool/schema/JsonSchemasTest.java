package dev.parley.tool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.platform.problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemasTest {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final JsonSchemas schemas = new JsonSchemas();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    3 | | must be an object
                    {"type": "objekt"} | /type | is not valid
                    {"properties": {"a": {"minimum": "1"}}} | /properties/a/minimum | is not valid
                    {"$schema": "http://json-schema.org/draft-07/schema#"} | /$schema | must be https://json-schema.org/draft/2020-12/schema
                    {"$ref": "https://example.com/schema"} | /$ref | must be a place within this schema
                    {"properties": {"a/b": {"$ref": "#/$defs/gone"}}} | /properties/a~1b/$ref | must be a place within this schema
                    {"$ref": "#"} | | refers to itself
                    {"$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"not": {"$ref": "#/$defs/a"}}}, "$ref": "#/$defs/a"} | | refers to itself
                    {"properties": {"a": {"pattern": "(?=x)"}}} | /properties/a/pattern | must be a regular expression
                    {"patternProperties": {"(a": {}}} | /patternProperties/(a | regular expression
                    {"$dynamicAnchor": "x"} | /$dynamicAnchor | is not taken here
                    {"properties": {"a": {"$id": "https://example.com/a"}}} | /properties/a/$id | is not taken here
                    """)
    void refusesWhatIsNoSchemaOfItsOwn(String schema, String pointer, String reason) {
        SchemaRefused refused = assertThrows(SchemaRefused.class, () -> schemas.read(json(schema)));
        assertEquals(pointer == null ? "" : pointer, refused.pointer());
        assertTrue(refused.reason().contains(reason), refused.reason());
    }

    @Test
    void boundsSizeDepthAndNumber() {
        String long1 = "{\"description\": \"" + "x".repeat(65_536) + "\"}";
        assertThrows(SchemaRefused.class, () -> schemas.read(json(long1)));
        String deep = "{\"items\": ".repeat(40) + "{}" + "}".repeat(40);
        assertThrows(SchemaRefused.class, () -> schemas.read(json(deep)));
        String wide =
                IntStream.range(0, 2_001)
                        .mapToObj(i -> "\"p" + i + "\": {}")
                        .collect(Collectors.joining(",", "{\"properties\": {", "}}"));
        assertThrows(SchemaRefused.class, () -> schemas.read(json(wide)));
    }

    @Test
    void refusesWhatMultipliesWithoutEnd() {
        StringBuilder doubling = new StringBuilder("{\"$ref\": \"#/$defs/d0\", \"$defs\": {");
        for (int i = 0; i < 60; i++) {
            doubling.append(
                    "\"d%d\": {\"anyOf\": [{\"$ref\": \"#/$defs/d%d\"}, {\"$ref\": \"#/$defs/d%d\"}]},"
                            .formatted(i, i + 1, i + 1));
        }
        doubling.append("\"d60\": {\"type\": \"string\"}}}");
        SchemaRefused refused =
                assertThrows(SchemaRefused.class, () -> schemas.read(json(doubling.toString())));
        assertTrue(refused.reason().contains("too much work"), refused.reason());
    }

    @Test
    void comparesRecursiveValuesAsDeepAsItCan() throws Exception {
        JsonSchema list =
                schemas.read(
                        json(
                                "{\"type\": \"object\", \"properties\": {\"next\": {\"$ref\": \"#\"}, \"n\": {\"type\": \"integer\"}}}"));
        assertEquals(List.of(), list.faults(json(nested("next", 60)), ""));

        JsonSchema doubling =
                schemas.read(
                        json(
                                "{\"type\": \"object\", \"anyOf\": [{\"properties\": {\"a\": {\"$ref\": \"#\"}}, \"required\": [\"x\"]},"
                                        + " {\"properties\": {\"a\": {\"$ref\": \"#\"}}, \"required\": [\"y\"]}]}"));
        JsonNode deep = json(nested("a", 60));
        List<FieldError> faults =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> doubling.faults(deep, "/arguments"));
        assertEquals("too-deep", faults.getFirst().code());
        assertFalse(doubling.faults(json(nested("a", 3)), "").isEmpty());
    }

    @Test
    void takesNoTimeForNumbersThatAreLong() throws Exception {
        JsonSchema even =
                schemas.read(
                        json(
                                "{\"type\": \"object\", \"properties\": {\"n\": {\"multipleOf\": 2}}}"));
        JsonNode huge = json("{\"n\": 1e999999999}");
        List<FieldError> faults =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> even.faults(huge, ""));
        assertEquals("/n", faults.getFirst().pointer());
    }

    @Test
    void takesNoTimeForTextsThatBacktrack() throws Exception {
        JsonSchema schema =
                schemas.read(
                        json(
                                "{\"type\": \"object\", \"properties\": {\"a\": {\"pattern\": \"^(a+)+$\"}}}"));
        JsonNode text = json("{\"a\": \"" + "a".repeat(50_000) + "!\"}");
        assertEquals(
                1,
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> schema.faults(text, ""))
                        .size());
    }

    @Test
    void pointsAtEachFault() throws Exception {
        JsonSchema schema =
                schemas.readForArguments(
                        json(
                                "{\"type\": \"object\", \"required\": [\"city\"], \"additionalProperties\": false,"
                                        + " \"properties\": {\"city\": {\"type\": \"string\"}, \"days\": {\"type\": \"integer\", \"maximum\": 14}}}"));
        List<FieldError> faults =
                schema.faults(json("{\"days\": 20, \"town\": \"x\"}"), "/arguments");
        assertEquals(
                List.of("additionalProperties", "maximum", "required"),
                faults.stream().map(FieldError::code).sorted().toList());
        assertTrue(
                faults.stream().anyMatch(fault -> fault.pointer().equals("/arguments/days")),
                faults.toString());
    }

    @Test
    void wantsAnObjectForArguments() {
        assertThrows(
                SchemaRefused.class,
                () -> schemas.readForArguments(json("{\"type\": \"string\"}")));
        assertThrows(SchemaRefused.class, () -> schemas.readForArguments(json("{}")));
    }

    private static String nested(String name, int depth) {
        return ("{\"" + name + "\": ").repeat(depth) + "{}" + "}".repeat(depth);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }
}
