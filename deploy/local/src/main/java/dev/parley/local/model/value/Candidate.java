package dev.parley.local.model.value;

import dev.parley.local.model.language.Span;

/**
 * A value found in a text.
 *
 * @param text as written
 * @param value normalised: plain digits, ISO dates and times, quotations without their marks
 */
public record Candidate(Kind kind, Span span, String text, String value) {

    /** What a value looks like. */
    public enum Kind {
        EMAIL,
        URL,
        /** Of a file or folder. */
        PATH,
        UUID,
        QUOTED,
        /** A day and a time together. */
        MOMENT,
        DATE,
        TIME,
        /** Letters and digits mixed, such as {@code C-1042}. */
        CODE,
        NUMBER,
        /** One or several capitalised words. */
        NAME,
        ARITHMETIC
    }
}
