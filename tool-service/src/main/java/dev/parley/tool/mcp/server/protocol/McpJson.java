package dev.parley.tool.mcp.server.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Writes records as MCP has them: in camelCase, and without what is not there. */
@ApplicationScoped
public class McpJson {

    private final ObjectMapper mapper;

    @Inject
    McpJson(ObjectMapper mapper) {
        this.mapper =
                mapper.copy()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
                        .setSerializationInclusion(JsonInclude.Include.NON_NULL);
    }

    /** A record or a value. */
    public JsonNode tree(Object value) {
        return mapper.valueToTree(value);
    }

    /** A list of records. */
    public ArrayNode array(List<?> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(tree(value)));
        return array;
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
