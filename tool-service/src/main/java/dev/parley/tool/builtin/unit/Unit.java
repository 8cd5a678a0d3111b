package dev.parley.tool.builtin.unit;

import java.math.BigDecimal;
import java.util.List;

/**
 * A unit of measurement: a value {@code v} of it is {@code (v + offset) × numerator ÷ denominator}
 * of the base unit of its quantity.
 *
 * @param symbol as it is written, in the case that it is written in
 * @param names in English, singular, the one to show first
 * @param exact whether the factor is the true one, not one that was rounded
 */
record Unit(
        String quantity,
        String symbol,
        List<String> names,
        BigDecimal numerator,
        BigDecimal denominator,
        BigDecimal offset,
        boolean exact) {

    String name() {
        return names.getFirst();
    }
}
