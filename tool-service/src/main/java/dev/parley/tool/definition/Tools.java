package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.tool.builtin.BuiltinTool;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All tools by name; the built-in ones are in every tenant. */
@ApplicationScoped
public class Tools {

    private final SortedMap<String, Tool> byName;

    @Inject
    Tools(@All List<BuiltinTool> builtins, ObjectMapper mapper) {
        SchemaRegistry schemas =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        SortedMap<String, Tool> tools = new TreeMap<>();
        for (BuiltinTool builtin : builtins) {
            JsonNode schema = parse(mapper, builtin.inputSchema());
            tools.put(builtin.name(), new Tool(builtin, schema, schemas.getSchema(schema)));
        }
        this.byName = Collections.unmodifiableSortedMap(tools);
    }

    /** The tool of this name. */
    public Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Up to {@code limit} tools with names after {@code name}, by name. */
    public List<Tool> after(String name, int limit) {
        List<Tool> found = new ArrayList<>();
        for (Tool tool : byName.tailMap(name + '\0').values()) {
            if (found.size() == limit) {
                break;
            }
            found.add(tool);
        }
        return found;
    }

    private static JsonNode parse(ObjectMapper mapper, String schema) {
        try {
            return mapper.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a built-in tool's schema is not JSON", e);
        }
    }
}
