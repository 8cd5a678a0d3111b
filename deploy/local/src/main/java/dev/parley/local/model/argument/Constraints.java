package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether a value keeps what its schema demands of it. */
final class Constraints {

    private static final Map<String, Pattern> FORMATS =
            Map.of(
                    "email", Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"),
                    "uri", Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:\\S+"),
                    "url", Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:\\S+"),
                    "date", Pattern.compile("\\d{4}-\\d{2}-\\d{2}"),
                    "time", Pattern.compile("\\d{2}:\\d{2}:\\d{2}.*"),
                    "date-time", Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}.*"),
                    "uuid", Pattern.compile("[0-9a-fA-F-]{36}"));

    private Constraints() {}

    static boolean accept(Schema schema, JsonNode value) {
        if (!schema.choices().isEmpty()) {
            return schema.choices().contains(value);
        }
        if (value.isNumber()) {
            return acceptNumber(schema.node(), value.decimalValue());
        }
        return !value.isTextual() || acceptText(schema, value.asText());
    }

    private static boolean acceptNumber(JsonNode schema, BigDecimal number) {
        boolean within =
                compared(schema, "minimum", number) >= 0
                        && compared(schema, "maximum", number) <= 0;
        boolean inside =
                (!has(schema, "exclusiveMinimum")
                                || compared(schema, "exclusiveMinimum", number) > 0)
                        && (!has(schema, "exclusiveMaximum")
                                || compared(schema, "exclusiveMaximum", number) < 0);
        return within && inside && isMultiple(schema.path("multipleOf"), number);
    }

    private static boolean has(JsonNode schema, String keyword) {
        return schema.path(keyword).isNumber();
    }

    /** 0 where there is no such limit. */
    private static int compared(JsonNode schema, String keyword, BigDecimal number) {
        return has(schema, keyword) ? number.compareTo(limit(schema, keyword)) : 0;
    }

    private static BigDecimal limit(JsonNode schema, String keyword) {
        return schema.path(keyword).decimalValue();
    }

    private static boolean isMultiple(JsonNode step, BigDecimal number) {
        return !step.isNumber()
                || step.decimalValue().signum() == 0
                || number.remainder(step.decimalValue()).signum() == 0;
    }

    private static boolean acceptText(Schema schema, String text) {
        int length = text.codePointCount(0, text.length());
        boolean fits =
                length >= schema.node().path("minLength").asInt(0)
                        && length <= schema.node().path("maxLength").asInt(Integer.MAX_VALUE);
        Pattern format = FORMATS.get(schema.format());
        boolean formatted = format == null || format.matcher(text).matches();
        String pattern = schema.node().path("pattern").asText("");
        return fits && formatted && (pattern.isEmpty() || BoundedPattern.found(pattern, text));
    }
}
