package dev.parley.tool.schema;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;

/**
 * A {@code pattern} of a schema, matched in time that is linear in the text. What RE2 does not
 * know, such as backreferences and looking around, is refused when the schema is.
 */
record Re2Pattern(Pattern pattern) implements RegularExpression {

    static Re2Pattern of(String expression) {
        return new Re2Pattern(Pattern.compile(expression));
    }

    /** Anywhere in the text, as JSON Schema says. */
    @Override
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }
}
