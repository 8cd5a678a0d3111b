package dev.parley.tool.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.tool.invocation.ToolFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON whose texts may have holes. What fills them can change values, never the structure. */
sealed interface BodyTemplate {

    /** Reads a template that stands at a place of a configuration. */
    static BodyTemplate parse(String pointer, JsonNode body) throws TemplateRefused {
        return switch (body.getNodeType()) {
            case STRING -> new Text(TextTemplate.parse(pointer, body.textValue()));
            case ARRAY -> {
                List<BodyTemplate> elements = new ArrayList<>();
                for (int i = 0; i < body.size(); i++) {
                    elements.add(parse(pointer + '/' + i, body.get(i)));
                }
                yield new Elements(elements);
            }
            case OBJECT -> {
                Map<String, BodyTemplate> fields = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> field : body.properties()) {
                    fields.put(
                            field.getKey(),
                            parse(pointer + '/' + field.getKey(), field.getValue()));
                }
                yield new Fields(fields);
            }
            default -> new Constant(body);
        };
    }

    /** The names of its holes. */
    List<String> holes();

    /** The value with its holes filled; nothing if it is a text with nothing to fill it with. */
    Optional<JsonNode> fill(Arguments arguments) throws ToolFailure;

    record Constant(JsonNode value) implements BodyTemplate {

        @Override
        public List<String> holes() {
            return List.of();
        }

        @Override
        public Optional<JsonNode> fill(Arguments arguments) {
            return Optional.of(value);
        }
    }

    record Text(TextTemplate template) implements BodyTemplate {

        @Override
        public List<String> holes() {
            return template.holes();
        }

        @Override
        public Optional<JsonNode> fill(Arguments arguments) throws ToolFailure {
            Optional<String> hole = template.onlyHole();
            if (hole.isPresent()) {
                return hole.map(arguments::at).filter(value -> !value.isMissingNode());
            }
            return template.fill(arguments).map(TextNode::new);
        }
    }

    record Elements(List<BodyTemplate> templates) implements BodyTemplate {

        @Override
        public List<String> holes() {
            return templates.stream().flatMap(element -> element.holes().stream()).toList();
        }

        @Override
        public Optional<JsonNode> fill(Arguments arguments) throws ToolFailure {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            for (BodyTemplate element : templates) {
                element.fill(arguments).ifPresent(filled::add);
            }
            return Optional.of(filled);
        }
    }

    record Fields(Map<String, BodyTemplate> templates) implements BodyTemplate {

        @Override
        public List<String> holes() {
            return templates.values().stream().flatMap(field -> field.holes().stream()).toList();
        }

        @Override
        public Optional<JsonNode> fill(Arguments arguments) throws ToolFailure {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, BodyTemplate> field : templates.entrySet()) {
                field.getValue()
                        .fill(arguments)
                        .ifPresent(value -> filled.set(field.getKey(), value));
            }
            return Optional.of(filled);
        }
    }
}
