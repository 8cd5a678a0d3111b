package dev.parley.local.model.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts texts and identifiers into words. */
public final class Words {

    private static final Pattern HUMP =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Words() {}

    /** The words of a text: letters and digits, with apostrophes inside. */
    public static List<Word> of(String text) {
        List<Word> words = new ArrayList<>(text.length() / 5 + 1);
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && isPart(text, i);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(Word.of(text, start, i));
                start = -1;
            }
        }
        return words;
    }

    /**
     * The words of an identifier in any case style: {@code get_weather}, {@code getWeather}, {@code
     * get-weather}.
     */
    public static List<Word> ofIdentifier(String identifier) {
        return of(HUMP.matcher(identifier).replaceAll(" "));
    }

    /** The stems of the words that carry meaning. */
    public static Set<String> contentStems(List<Word> words) {
        Set<String> stems = new LinkedHashSet<>();
        for (Word word : words) {
            if (!word.isStop()) {
                stems.add(word.stem());
            }
        }
        return stems;
    }

    public static Set<String> contentStems(String text) {
        return contentStems(of(text));
    }

    private static boolean isPart(String text, int i) {
        char letter = text.charAt(i);
        if (letter == '\'' || letter == '’') {
            return i > 0
                    && i + 1 < text.length()
                    && Character.isLetter(text.charAt(i - 1))
                    && Character.isLetter(text.charAt(i + 1));
        }
        return Character.isLetterOrDigit(letter) || Character.isSurrogate(letter);
    }
}
