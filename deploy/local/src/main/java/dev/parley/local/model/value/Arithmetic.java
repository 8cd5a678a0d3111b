package dev.parley.local.model.value;

import dev.parley.local.model.language.Span;
import dev.parley.local.model.value.ArithmeticLexer.Kind;
import dev.parley.local.model.value.ArithmeticLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds arithmetic in prose, in symbols or words, and writes it in digits and the operators {@code
 * + - * / ^ % ( )}, e.g. {@code 18 / 100 * 2450} for "18% of 2450"; it works nothing out. A
 * recursive descent parser: a rule that doesn't match returns null and leaves the position where it
 * was.
 */
final class Arithmetic {

    private static final Map<Kind, String> SUMS = Map.of(Kind.PLUS, " + ", Kind.MINUS, " - ");
    private static final Map<Kind, String> PRODUCTS =
            Map.of(Kind.TIMES, " * ", Kind.OVER, " / ", Kind.MODULO, " % ");
    private static final Map<Kind, String> POWERS = Map.of(Kind.POWER, " ^ ");
    private static final int DEEPEST = 30;
    private static final int LONGEST_TEXT = 4000;

    private final List<Token> tokens;
    private int at;
    private int operations;
    private int depth;

    private Arithmetic(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * All arithmetic of the text, in order, outside the spans that are known to be something else.
     */
    static List<Candidate> findAll(String text, List<Span> taken) {
        if (text.length() > LONGEST_TEXT || !NumberWords.hasNumber(text)) {
            return List.of();
        }
        return new Arithmetic(new ArithmeticLexer(text, taken).tokens()).findAll(text);
    }

    private List<Candidate> findAll(String text) {
        List<Candidate> found = new ArrayList<>();
        for (int start = 0; start < tokens.size(); start = Math.max(at, start + 1)) {
            at = start;
            operations = 0;
            depth = 0;
            String expression = sum();
            if (expression == null || operations == 0) {
                at = start;
                continue;
            }
            Span span = new Span(tokens.get(start).span().start(), tokens.get(at - 1).span().end());
            String digits = Parentheses.unwrapped(expression);
            found.add(new Candidate(Candidate.Kind.ARITHMETIC, span, span.of(text), digits));
        }
        return found;
    }

    private @Nullable String sum() {
        return chain(this::product, SUMS);
    }

    private @Nullable String product() {
        return chain(this::power, PRODUCTS);
    }

    private @Nullable String power() {
        return chain(this::signed, POWERS);
    }

    private @Nullable String chain(
            Supplier<@Nullable String> operand, Map<Kind, String> operators) {
        String left = operand.get();
        while (left != null && operators.containsKey(kind())) {
            int before = at;
            String operator = operators.get(tokens.get(at++).kind());
            String right = operand.get();
            if (right == null) {
                at = before;
                return left;
            }
            operations++;
            left = left + operator + right;
        }
        return left;
    }

    private @Nullable String signed() {
        int before = at;
        if (!take(Kind.MINUS)) {
            return postfixed();
        }
        String operand = postfixed();
        at = operand == null ? before : at;
        return operand == null ? null : "-" + operand;
    }

    private @Nullable String postfixed() {
        if (depth++ > DEEPEST) {
            return null;
        }
        String operand = primary();
        depth--;
        if (operand == null) {
            return null;
        }
        if (take(Kind.SQUARED) || take(Kind.CUBED)) {
            operations++;
            return operand + (tokens.get(at - 1).kind() == Kind.SQUARED ? " ^ 2" : " ^ 3");
        }
        return kind() == Kind.PERCENT ? percent(operand) : operand;
    }

    private String percent(String operand) {
        boolean sign = tokens.get(at++).text().equals("%");
        int before = at;
        boolean part = take(Kind.OF);
        String whole = part || (sign && kind() == Kind.NUMBER) ? postfixed() : null;
        if (whole == null) {
            at = before;
            return operand + " / 100";
        }
        operations++;
        return part ? operand + " / 100 * " + whole : operand + " % " + whole;
    }

    private @Nullable String primary() {
        int before = at;
        if (at == tokens.size()) {
            return null;
        }
        String text = operand(tokens.get(at++));
        at = text == null ? before : at;
        return text;
    }

    private @Nullable String operand(Token token) {
        return switch (token.kind()) {
            case NUMBER -> token.text().replaceAll("[$€£,]", "");
            case WORDED -> NumberWords.parse(token.text()).toPlainString();
            case OPEN -> enclosed("");
            case FUNCTION -> take(Kind.OPEN) ? operation(enclosed(token.text())) : null;
            case ROOT -> operation(around("sqrt(", postfixed(), ")"));
            case HALF -> operation(around("", postfixed(), " / 2"));
            case SUM_OF -> list(" + ", "");
            case PRODUCT_OF -> list(" * ", "");
            case AVERAGE_OF -> list(" + ", " / ");
            case DIFFERENCE_OF -> pair(" - ", Kind.AND, false);
            case QUOTIENT_OF -> pair(" / ", Kind.AND, false);
            case ADD -> pairOrList(" + ", Kind.TO);
            case SUBTRACT -> pair(" - ", Kind.FROM, true);
            case MULTIPLY -> pairOrList(" * ", Kind.BY);
            case DIVIDE -> pair(" / ", Kind.BY, false);
            default -> null;
        };
    }

    private @Nullable String operation(@Nullable String text) {
        operations++;
        return text;
    }

    private @Nullable String enclosed(String function) {
        String inner = sum();
        while (inner != null && !function.isEmpty() && take(Kind.COMMA)) {
            inner = around(inner + ", ", sum(), "");
        }
        return inner != null && take(Kind.CLOSE) ? function + "(" + inner + ")" : null;
    }

    private @Nullable String pairOrList(String operator, Kind between) {
        int before = at;
        String pair = pair(operator, between, false);
        if (pair == null) {
            at = before;
            return list(operator, "");
        }
        return pair;
    }

    private @Nullable String pair(String operator, Kind between, boolean swapped) {
        String first = product();
        if (first == null || !take(between)) {
            return null;
        }
        String second = product();
        if (second == null) {
            return null;
        }
        operations++;
        return "(" + (swapped ? second + operator + first : first + operator + second) + ")";
    }

    private @Nullable String list(String operator, String divided) {
        List<String> items = new ArrayList<>();
        int end = at;
        for (String item = product(); item != null; item = product()) {
            items.add(item);
            end = at;
            if (!take(Kind.COMMA) && !take(Kind.AND)) {
                break;
            }
        }
        at = end;
        if (items.size() < 2) {
            return null;
        }
        operations++;
        String joined = "(" + String.join(operator, items) + ")";
        return divided.isEmpty() ? joined : joined + divided + items.size();
    }

    private static @Nullable String around(String before, @Nullable String inner, String after) {
        return inner == null ? null : before + inner + after;
    }

    private boolean take(Kind kind) {
        boolean taken = kind() == kind;
        at += taken ? 1 : 0;
        return taken;
    }

    private Kind kind() {
        return at < tokens.size() ? tokens.get(at).kind() : Kind.OTHER;
    }
}
