package dev.parley.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.invocation.ToolFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/** Exact decimal arithmetic; never floating point, never an evaluator of code. */
@ApplicationScoped
class Calculator implements BuiltinTool {

    @Override
    public String name() {
        return "calculator";
    }

    @Override
    public String description() {
        return "Calculates an arithmetic expression exactly, with decimal numbers. Use it for every calculation: sums,"
                + " differences, products, quotients, powers and percentages.";
    }

    @Override
    public String inputSchema() {
        return """
        {"type": "object", "additionalProperties": false, "required": ["expression"], "properties": {
          "expression": {"type": "string", "minLength": 1, "maxLength": 1000,
            "description": "Numbers, + - * / ^, parentheses, and % for percent, such as (3 + 4.5) * 2 or 18% * 2450"}}}
        """;
    }

    @Override
    public JsonNode call(JsonNode arguments) throws ToolFailure {
        BigDecimal value = Expression.evaluate(arguments.path("expression").asText());
        return JsonNodeFactory.instance.objectNode().put("result", plain(value));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
