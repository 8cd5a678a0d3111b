package dev.parley.tool.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.tool.invocation.ToolFailure;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "0.1 + 0.2 | 0.3",
                "18% * 2450 | 441",
                "18% of 2450 | 441",
                "18 / 100 * 2450 | 441",
                "2 ^ 3 ^ 2 | 512",
                "-2 ^ 2 | -4",
                "--3 | 3",
                "10 / 4 | 2.5",
                "1,234,567 + 1 | 1234568",
                "7 − 2 × 3 ÷ 2 | 4",
                "2 ^ -2 | 0.25",
                "99999999999999999999 * 99999999999999999999 | 9999999999999999999800000000000000000001"
            })
    void calculatesExactly(String expression, BigDecimal expected) throws ToolFailure {
        assertEquals(0, expected.compareTo(Expression.evaluate(expression)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1 +",
                "(1",
                "1)",
                "a",
                "1..2",
                ".",
                "1 2",
                "Runtime.exec()",
                "1e5",
                "2 ** 3",
                "%",
                "\0"
            })
    void refusesWhatIsNoArithmetic(String expression) {
        assertEquals(
                "expression-malformed",
                assertThrows(ToolFailure.class, () -> Expression.evaluate(expression)).code());
    }

    @Test
    void refusesADivisionByZero() {
        assertEquals(
                "division-by-zero",
                assertThrows(ToolFailure.class, () -> Expression.evaluate("1 / (2 - 2)")).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9 ^ 999 ^ 9", "2 ^ 1001", "2 ^ 0.5", "(9^900) ^ 900", "1 / 3 ^ 1000 ^ 2"})
    void refusesPowersBeyondItsBounds(String expression) {
        assertThrows(ToolFailure.class, () -> Expression.evaluate(expression));
    }

    @Test
    void refusesNestingBeyondItsBounds() {
        String deep = "(".repeat(400) + "1" + ")".repeat(400);
        assertEquals(
                "expression-too-deep",
                assertThrows(ToolFailure.class, () -> Expression.evaluate(deep)).code());
        assertThrows(ToolFailure.class, () -> Expression.evaluate("2" + "^2".repeat(400)));
    }
}
