package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A schema to be filled, with its parameters worked out once. */
public final class ToolSchema {

    private final Schema schema;
    private final List<Parameter> parameters;

    private ToolSchema(Schema schema) {
        this.schema = schema;
        this.parameters = List.copyOf(Parameter.of(schema));
    }

    public static ToolSchema of(JsonNode schema) {
        return new ToolSchema(Schema.of(schema));
    }

    static ToolSchema of(Schema schema) {
        return new ToolSchema(schema);
    }

    Schema schema() {
        return schema;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** Whether one of the values is arithmetic to be worked out. */
    public boolean takesExpressions() {
        return parameters.stream()
                .anyMatch(it -> it.has(Trait.EXPRESSION) && it.type() == Schema.Type.STRING);
    }

    /** Whether it takes a unit or currency to go from and one to go to. */
    public boolean converts() {
        List<Parameter> measures =
                parameters.stream().filter(it -> it.hasAny(Trait.UNIT, Trait.CURRENCY)).toList();
        return measures.stream().anyMatch(it -> it.has(Trait.SOURCE))
                && measures.stream().anyMatch(it -> it.has(Trait.TARGET));
    }

    /** Whether free words to look for are all that is required. */
    public boolean takesOnlyAQuery() {
        List<Parameter> required = parameters.stream().filter(Parameter::required).toList();
        return required.size() == 1
                && required.getFirst().has(Trait.QUERY)
                && required.getFirst().type() == Schema.Type.STRING;
    }
}
