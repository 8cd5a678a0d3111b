package dev.parley.local.model.value;

import dev.parley.local.model.language.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into numbers, operators in symbols or words, and everything else. */
final class ArithmeticLexer {

    enum Kind {
        NUMBER(
                "[$€£]?(?:\\d{1,3}(?:,\\d{3}){1,8}|\\d+)(?:\\.\\d+)?(?:(?![\\w.]|\\.\\d)|(?=[xX]\\d)|(?=\\.(?!\\d)))"),
        WORDED(NumberWords.PATTERN + "\\b"),
        SUM_OF("sum of\\b"),
        PRODUCT_OF("product of\\b"),
        DIFFERENCE_OF("difference (?:between|of)\\b"),
        QUOTIENT_OF("quotient of\\b"),
        AVERAGE_OF("(?:average|mean) of\\b"),
        ROOT("(?:square root of\\b|√)"),
        HALF("half of\\b"),
        FUNCTION("[a-z]{2,6}(?=\\()"),
        PLUS("(?:\\+|plus\\b)"),
        MINUS("(?:[-−–]|minus\\b)"),
        POWER("(?:\\^|\\*\\*|(?:raised )?to the power of\\b)"),
        TIMES("(?:[*×·]|times\\b|multiplied by\\b|[xX](?=\\s*\\d))"),
        OVER("(?:[/÷]|divided by\\b|over\\b)"),
        MODULO("(?:modulo\\b|mod\\b)"),
        PERCENT("(?:%|percent\\b|per cent\\b)"),
        SQUARED("squared\\b"),
        CUBED("cubed\\b"),
        OPEN("\\("),
        CLOSE("\\)"),
        ADD("add\\b"),
        SUBTRACT("subtract\\b"),
        MULTIPLY("multiply\\b"),
        DIVIDE("divide\\b"),
        OF("of\\b"),
        AND("and\\b"),
        COMMA(",\\s*(?:and\\b)?"),
        BY("by\\b"),
        FROM("from\\b"),
        TO("to\\b"),
        OTHER("[^\\s\\w]|\\w+");

        private final Pattern pattern;

        Kind(String pattern) {
            this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        }
    }

    record Token(Kind kind, String text, Span span) {}

    private static final Pattern GAP =
            Pattern.compile("(?:\\s++|\\bthe\\b){1,8}", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final List<Span> taken;
    private final Matcher gap;
    private final Map<Kind, Matcher> matchers = new EnumMap<>(Kind.class);

    /** Reads the text, but none of the spans that belong to something else, such as dates. */
    ArithmeticLexer(String text, List<Span> taken) {
        this.text = text;
        this.taken = taken;
        this.gap = GAP.matcher(text);
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(text);
            matchers.put(kind, matcher.useTransparentBounds(true));
        }
    }

    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        for (int at = afterGap(0);
                at < text.length();
                at = afterGap(tokens.getLast().span().end())) {
            tokens.add(next(at));
        }
        return tokens;
    }

    private int afterGap(int at) {
        return gap.region(at, text.length()).lookingAt() ? gap.end() : at;
    }

    private Token next(int at) {
        for (Span span : taken) {
            if (span.contains(at)) {
                return new Token(Kind.OTHER, span.of(text), new Span(at, span.end()));
            }
        }
        for (Map.Entry<Kind, Matcher> entry : matchers.entrySet()) {
            Matcher matcher = entry.getValue().region(at, text.length());
            if (matcher.lookingAt() && matcher.end() > at) {
                return new Token(entry.getKey(), matcher.group(), new Span(at, matcher.end()));
            }
        }
        return new Token(Kind.OTHER, text.substring(at, at + 1), new Span(at, at + 1));
    }
}
