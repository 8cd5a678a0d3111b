package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.builtin.DescribedTool;
import dev.parley.tool.builtin.RemoteTool;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tools that come with Parley; every tenant has them. */
@ApplicationScoped
class Builtins {

    static final String PREFIX = "builtin:";

    private static final String NOBODY = "";

    private final ObjectMapper mapper;
    private final SortedMap<String, Tool> byName;

    @Inject
    Builtins(
            @All List<BuiltinTool> local,
            @All List<RemoteTool> remote,
            ToolParts parts,
            ObjectMapper mapper) {
        this.mapper = mapper;
        SortedMap<String, Tool> tools = new TreeMap<>();
        local.forEach(tool -> tools.put(tool.name(), tool(tool, new Binding.Local(tool), parts)));
        remote.forEach(tool -> tools.put(tool.name(), tool(tool, new Binding.Remote(tool), parts)));
        this.byName = Collections.unmodifiableSortedMap(tools);
    }

    Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those whose names come after a name, by name. */
    List<Tool> after(String name) {
        return List.copyOf(byName.tailMap(name + '\0').values());
    }

    private Tool tool(DescribedTool described, Binding binding, ToolParts parts) {
        @Nullable JsonNode output = described.outputSchema().map(this::parse).orElse(null);
        ToolDefinition definition =
                ToolDefinition.builtin(
                        described.name(),
                        described.description(),
                        parse(described.inputSchema()),
                        output);
        ToolParts.Parts read = parts.builtin(definition, output, binding);
        return new Tool(
                PREFIX + described.name(),
                NOBODY,
                1,
                true,
                definition,
                read.input(),
                read.output(),
                binding,
                null,
                null);
    }

    private JsonNode parse(String schema) {
        try {
            return mapper.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a built-in tool's schema is not JSON", e);
        }
    }
}
