package dev.parley.tool.builtin;

import dev.parley.tool.invocation.ToolFailure;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A recursive-descent parser and evaluator for arithmetic. {@code ^} binds tighter than a sign and
 * associates to the right, {@code %} behind a number divides it by a hundred, {@code of}
 * multiplies. Sums, differences and products are exact; quotients that do not end are rounded to 34
 * digits (IEEE 754 decimal128).
 */
final class Expression {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_EXPONENT = 1_000;

    private final String text;
    private int at;
    private int depth;

    private Expression(String text) {
        this.text = text;
    }

    /** The value of an expression. */
    static BigDecimal evaluate(String text) throws ToolFailure {
        Expression expression = new Expression(text);
        BigDecimal value = expression.sum();
        expression.skipSpace();
        if (expression.at < text.length()) {
            throw expression.unexpected();
        }
        return value;
    }

    private BigDecimal sum() throws ToolFailure {
        if (++depth > MAX_DEPTH) {
            throw new ToolFailure(
                    "expression-too-deep",
                    "The expression nests deeper than 64 levels; simplify it.");
        }
        BigDecimal value = product();
        while (true) {
            if (take('+')) {
                value = bounded(value.add(product()));
            } else if (take('-') || take('−')) {
                value = bounded(value.subtract(product()));
            } else {
                depth--;
                return value;
            }
        }
    }

    private BigDecimal product() throws ToolFailure {
        BigDecimal value = signed();
        while (true) {
            if (take('*') || take('×') || take('·') || takeWord("of")) {
                value = bounded(value.multiply(signed()));
            } else if (take('/') || take('÷')) {
                value = quotient(value, signed());
            } else {
                return value;
            }
        }
    }

    private BigDecimal signed() throws ToolFailure {
        boolean negative = false;
        while (true) {
            if (take('-') || take('−')) {
                negative = !negative;
            } else if (!take('+')) {
                BigDecimal value = power();
                return negative ? value.negate() : value;
            }
        }
    }

    private BigDecimal power() throws ToolFailure {
        BigDecimal base = percent();
        if (!take('^')) {
            return base;
        }
        if (++depth > MAX_DEPTH) {
            throw new ToolFailure(
                    "expression-too-deep",
                    "The expression nests deeper than 64 levels; simplify it.");
        }
        BigDecimal value = raise(base, signed());
        depth--;
        return value;
    }

    private BigDecimal percent() throws ToolFailure {
        BigDecimal value = atom();
        while (take('%')) {
            value = value.movePointLeft(2);
        }
        return value;
    }

    private BigDecimal atom() throws ToolFailure {
        if (take('(')) {
            BigDecimal value = sum();
            if (!take(')')) {
                throw unexpected();
            }
            return value;
        }
        return number();
    }

    private BigDecimal number() throws ToolFailure {
        skipSpace();
        int start = at;
        while (at < text.length()
                && (isDigit(text.charAt(at)) || text.charAt(at) == '.' || isGroupingComma())) {
            at++;
        }
        String digits = text.substring(start, at).replace(",", "");
        if (digits.isEmpty()
                || digits.equals(".")
                || digits.indexOf('.') != digits.lastIndexOf('.')) {
            at = start;
            throw unexpected();
        }
        return new BigDecimal(digits);
    }

    /** A comma between digits with exactly three behind it groups thousands. */
    private boolean isGroupingComma() {
        if (text.charAt(at) != ',' || at == 0 || !isDigit(text.charAt(at - 1))) {
            return false;
        }
        int digits = 0;
        while (at + 1 + digits < text.length() && isDigit(text.charAt(at + 1 + digits))) {
            digits++;
        }
        return digits == 3;
    }

    private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) throws ToolFailure {
        if (divisor.signum() == 0) {
            throw new ToolFailure(
                    "division-by-zero", "The expression divides by zero, which has no result.");
        }
        return bounded(dividend.divide(divisor, MathContext.DECIMAL128));
    }

    private static BigDecimal raise(BigDecimal base, BigDecimal exponent) throws ToolFailure {
        if (exponent.abs().compareTo(BigDecimal.valueOf(MAX_EXPONENT)) > 0
                || exponent.stripTrailingZeros().scale() > 0) {
            throw new ToolFailure(
                    "exponent-out-of-range", "Exponents must be whole numbers from -1000 to 1000.");
        }
        int power = exponent.intValueExact();
        if ((long) base.stripTrailingZeros().precision() * Math.abs(power) > 20L * MAX_DIGITS) {
            throw tooLarge();
        }
        if (power >= 0) {
            return bounded(base.pow(power));
        }
        return quotient(BigDecimal.ONE, bounded(base.pow(-power)));
    }

    private static BigDecimal bounded(BigDecimal value) throws ToolFailure {
        if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
            throw tooLarge();
        }
        return value;
    }

    private static ToolFailure tooLarge() {
        return new ToolFailure(
                "number-too-large",
                "The result has more than 1000 digits; ask for something smaller.");
    }

    private boolean take(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean takeWord(String word) {
        skipSpace();
        if (text.regionMatches(true, at, word, 0, word.length())) {
            at += word.length();
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private ToolFailure unexpected() {
        String what =
                at < text.length()
                        ? "\"" + text.charAt(at) + "\" at position " + (at + 1)
                        : "the end";
        return new ToolFailure(
                "expression-malformed",
                "The expression is not arithmetic: "
                        + what
                        + " is unexpected. Use numbers, + - * / ^ % and parentheses.");
    }
}
