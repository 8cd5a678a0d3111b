package dev.parley.local.model.value;

/** Takes off what an expression doesn't need. */
final class Parentheses {

    private Parentheses() {}

    /** Without parentheses around the whole. */
    static String unwrapped(String expression) {
        if (!expression.startsWith("(")) {
            return expression;
        }
        int open = 0;
        for (int i = 0; i < expression.length(); i++) {
            switch (expression.charAt(i)) {
                case '(' -> open++;
                case ')' -> open--;
                default -> {
                    continue; // nothing that could close the first one
                }
            }
            if (open == 0) {
                boolean whole = i == expression.length() - 1;
                return whole ? expression.substring(1, i) : expression;
            }
        }
        return expression;
    }
}
