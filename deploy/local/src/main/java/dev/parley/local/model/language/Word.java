package dev.parley.local.model.language;

import java.util.Locale;

/** A word where it stands in its text. */
public record Word(String text, String lower, String stem, Span span) {

    static Word of(String text, int start, int end) {
        String word = text.substring(start, end);
        return new Word(
                word,
                word.toLowerCase(Locale.ROOT).replace('’', '\''),
                Stem.of(word),
                new Span(start, end));
    }

    public boolean isStop() {
        return Vocabulary.isStop(lower);
    }

    public boolean isCapitalised() {
        return Character.isUpperCase(text.charAt(0));
    }
}
