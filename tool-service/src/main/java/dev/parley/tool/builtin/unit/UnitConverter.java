package dev.parley.tool.builtin.unit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.tool.builtin.BuiltinTool;
import dev.parley.tool.invocation.ToolFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Converts between units by their definitions, exactly where they allow it. */
@ApplicationScoped
class UnitConverter implements BuiltinTool {

    private static final int MAX_DIGITS = 60;

    @Override
    public String name() {
        return "unit_converter";
    }

    @Override
    public String description() {
        return "Converts a value from one unit of measurement to another: length, mass, volume, area, speed, time, temperature,"
                + " data (kB = 1000 bytes, KiB = 1024), energy, pressure, angle. Use it instead of calculating with"
                + " remembered factors. Not for currencies, and not for months and years, which time_calculator knows."
                + " Example: {\"value\": \"5.5\", \"from\": \"ft\", \"to\": \"cm\"}.";
    }

    @Override
    public String inputSchema() {
        return """
        {"type": "object", "additionalProperties": false, "required": ["value", "from", "to"], "properties": {
          "value": {"type": ["number", "string"], "maxLength": 80,
            "description": "The amount; as text, such as \\"0.1\\", no digit is lost"},
          "from": {"type": "string", "minLength": 1, "maxLength": 40,
            "description": "Its unit: a symbol such as km, lb, °F, MiB, mph, or an English name such as fluid ounce"},
          "to": {"type": "string", "minLength": 1, "maxLength": 40, "description": "The unit wanted, of the same quantity"}}}
        """;
    }

    @Override
    public Optional<String> outputSchema() {
        return Optional.of(
                """
                {"type": "object", "additionalProperties": false, "required": ["result", "unit", "exact"], "properties": {
                  "result": {"type": "string", "description": "A decimal number"},
                  "unit": {"type": "string"},
                  "exact": {"type": "boolean", "description": "false if it was rounded to 34 digits or the unit's factor is"}}}
                """);
    }

    @Override
    public JsonNode call(JsonNode arguments) throws ToolFailure {
        BigDecimal value = value(arguments.path("value"));
        Unit from = unit(arguments.path("from").asText(), arguments.path("to").asText());
        Unit to = unit(arguments.path("to").asText(), arguments.path("from").asText());
        if (!from.quantity().equals(to.quantity())) {
            throw new ToolFailure(
                    "units-differ-in-kind",
                    "%s is a unit of %s and %s one of %s; convert to one of: %s."
                            .formatted(
                                    from.name(),
                                    from.quantity(),
                                    to.name(),
                                    to.quantity(),
                                    UnitTable.symbols(from.quantity())));
        }
        requirePossible(value, from);
        return convert(value, from, to);
    }

    /** As a fraction until the end, so that nothing is rounded twice. */
    private static JsonNode convert(BigDecimal value, Unit from, Unit to) {
        BigDecimal dividend =
                value.add(from.offset()).multiply(from.numerator()).multiply(to.denominator());
        BigDecimal divisor = from.denominator().multiply(to.numerator());
        Optional<BigDecimal> quotient = exactQuotient(dividend, divisor);
        boolean sameUnit = from.equals(to);
        BigDecimal result =
                sameUnit
                        ? value
                        : quotient.orElseGet(() -> dividend.divide(divisor, MathContext.DECIMAL128))
                                .subtract(to.offset());
        boolean exact = sameUnit || (quotient.isPresent() && from.exact() && to.exact());
        return JsonNodeFactory.instance
                .objectNode()
                .put("result", plain(exact ? result : result.round(MathContext.DECIMAL128)))
                .put("unit", to.name())
                .put("exact", exact);
    }

    private static Optional<BigDecimal> exactQuotient(BigDecimal dividend, BigDecimal divisor) {
        try {
            BigDecimal quotient = dividend.divide(divisor);
            return quotient.precision() > 2 * MAX_DIGITS ? Optional.empty() : Optional.of(quotient);
        } catch (ArithmeticException endless) {
            return Optional.empty();
        }
    }

    private static BigDecimal value(JsonNode given) throws ToolFailure {
        BigDecimal value;
        try {
            value =
                    given.isTextual()
                            ? new BigDecimal(given.asText().strip())
                            : new BigDecimal(given.asText());
        } catch (NumberFormatException e) {
            throw new ToolFailure(
                    "value-not-a-number",
                    "The value must be a decimal number such as 12.5 or -3, without a unit and without commas.");
        }
        if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
            throw new ToolFailure(
                    "value-out-of-range",
                    "The value must have at most 60 digits before and after the point.");
        }
        return value;
    }

    private static Unit unit(String text, String other) throws ToolFailure {
        Optional<Unit> found = UnitTable.find(text);
        if (found.isPresent()) {
            return found.get();
        }
        if (text.strip().equalsIgnoreCase("ton") || text.strip().equalsIgnoreCase("tons")) {
            throw new ToolFailure(
                    "unit-ambiguous",
                    "\"ton\" means several units: use t (1000 kg), short_ton (2000 lb) or long_ton (2240 lb).");
        }
        Optional<String> quantity = UnitTable.find(other).map(Unit::quantity);
        String known =
                quantity.map(of -> "Units of " + of + ": " + UnitTable.symbols(of))
                        .orElseGet(
                                () -> "Quantities: " + String.join(", ", UnitTable.quantities()));
        throw new ToolFailure(
                "unknown-unit",
                "There is no unit \""
                        + text
                        + "\" here; mind upper and lower case. "
                        + known
                        + '.');
    }

    private static void requirePossible(BigDecimal value, Unit from) throws ToolFailure {
        if (from.quantity().equals("temperature") && value.add(from.offset()).signum() < 0) {
            throw new ToolFailure(
                    "below-absolute-zero", "There is no temperature below absolute zero.");
        }
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
