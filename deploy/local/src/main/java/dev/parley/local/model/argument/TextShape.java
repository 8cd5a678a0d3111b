package dev.parley.local.model.argument;

import dev.parley.local.model.language.Words;
import java.util.regex.Pattern;

/** Whether free words could be the value of a text parameter at all. */
final class TextShape {

    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final int LONGEST_NAME = 8;

    private TextShape() {}

    static boolean couldBe(Parameter parameter, String words) {
        if (parameter.hasAny(Trait.DATE, Trait.TIME, Trait.EXPRESSION)) {
            return DIGIT.matcher(words).find() && parameter.schema().format().isEmpty();
        }
        if (parameter.hasAny(Trait.EMAIL, Trait.URL)) {
            return false; // their looks are unmistakable: other sources find them
        }
        int count = Words.of(words).size();
        boolean prose = parameter.hasAny(Trait.LONG_TEXT, Trait.QUERY, Trait.TITLE);
        return count > 0 && (prose || count <= LONGEST_NAME);
    }
}
