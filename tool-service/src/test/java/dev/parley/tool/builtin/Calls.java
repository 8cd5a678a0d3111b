package dev.parley.tool.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.tool.invocation.ToolFailure;
import java.util.List;

/** Calls of tools with arguments as text, held against the schemas on both sides. */
public final class Calls {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Calls() {}

    /** JSON with single quotes for double ones. */
    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Calls a tool; arguments and result must fit its schemas. */
    public static JsonNode call(BuiltinTool tool, JsonNode arguments) throws ToolFailure {
        assertFits(tool.inputSchema(), arguments);
        JsonNode result = tool.call(arguments);
        tool.outputSchema().ifPresent(schema -> assertFits(schema, result));
        return result;
    }

    /** Calls a tool that fails, and gives the code of its failure. */
    public static String failure(BuiltinTool tool, JsonNode arguments) {
        assertFits(tool.inputSchema(), arguments);
        return assertThrows(ToolFailure.class, () -> tool.call(arguments)).code();
    }

    /** The value fits the schema. */
    public static void assertFits(String schema, JsonNode value) {
        JsonNode read;
        try {
            read = MAPPER.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(schema, e);
        }
        assertEquals(List.of(), SCHEMAS.getSchema(read).validate(value), value.toString());
    }
}
