package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts flat values back into the objects that their schema nests them in. */
final class Nesting {

    private Nesting() {}

    /**
     * Required parameters without a value; those of an optional object only once another of its
     * values is there.
     */
    static List<Parameter> missing(List<Parameter> parameters, Assignment assignment) {
        return parameters.stream()
                .filter(parameter -> !assignment.has(parameter))
                .filter(parameter ->
                        parameter.required() || isNeededNow(parameter, parameters, assignment))
                .toList();
    }

    private static boolean isNeededNow(
            Parameter parameter, List<Parameter> parameters, Assignment assignment) {
        return parameter.requiredInParent()
                && parameters.stream()
                        .filter(assignment::has)
                        .anyMatch(sibling -> sibling.parentPath().equals(parameter.parentPath()));
    }

    static ObjectNode build(ToolSchema schema, Map<Parameter, JsonNode> values) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        // In the schema's order, whatever order they were found in: the same request gets the same
        // bytes.
        for (Parameter parameter : schema.parameters()) {
            JsonNode value = values.get(parameter);
            if (value != null) {
                put(root, parameter.path(), value);
            }
        }
        addEmptyRequired(schema.schema(), root);
        return root;
    }

    private static void put(ObjectNode root, List<String> path, JsonNode value) {
        ObjectNode node = root;
        for (String name : path.subList(0, path.size() - 1)) {
            node = node.path(name) instanceof ObjectNode inner ? inner : node.putObject(name);
        }
        node.set(path.getLast(), value);
    }

    /** Required objects of which no value is required or known. */
    private static void addEmptyRequired(Schema schema, ObjectNode target) {
        Set<String> required = schema.required();
        schema.properties()
                .forEach((name, property) -> {
                    if (property.type() == Schema.Type.OBJECT
                            && required.contains(name)
                            && !target.has(name)) {
                        target.putObject(name);
                    }
                });
    }
}
