package dev.parley.local.model.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts texts into sentences; a line break ends one, what stands in quotation marks stays together.
 */
public final class Sentences {

    private static final int LONGEST_QUOTE = 300;

    private static final int LONGEST_ABBREVIATION = 8;

    private static final Set<String> ABBREVIATIONS =
            Set.of(
                    "mr", "mrs", "ms", "dr", "st", "no", "vs", "e.g", "i.e", "etc", "prof", "inc",
                    "approx");

    private Sentences() {}

    public static List<Span> of(String text) {
        List<Span> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            i = afterQuote(text, i);
            if (i < text.length() && ends(text, i)) {
                add(sentences, text, start, i + 1);
                start = i + 1;
            }
        }
        add(sentences, text, start, text.length());
        return sentences;
    }

    public static List<String> texts(String text) {
        return of(text).stream().map(span -> span.of(text)).toList();
    }

    private static int afterQuote(String text, int i) {
        char open = text.charAt(i);
        if (open != '"' && open != '“') {
            return i;
        }
        char end = open == '"' ? '"' : '”';
        int limit = Math.min(text.length(), i + LONGEST_QUOTE);
        for (int close = i + 1; close < limit && text.charAt(close) != '\n'; close++) {
            if (text.charAt(close) == end) {
                return close;
            }
        }
        return i;
    }

    private static boolean ends(String text, int i) {
        char letter = text.charAt(i);
        if (letter == '\n') {
            return true;
        }
        if (i + 1 < text.length() && !Character.isWhitespace(text.charAt(i + 1))) {
            return letter == '。' || letter == '？';
        }
        return switch (letter) {
            case '?', '!', ';', '。' -> true;
            case '.' -> !ABBREVIATIONS.contains(wordBefore(text, i)) && !isListNumber(text, i);
            default -> false;
        };
    }

    private static String wordBefore(String text, int end) {
        int start = end;
        while (start > Math.max(0, end - LONGEST_ABBREVIATION)
                && (Character.isLetter(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** "1. First" at the start of a line. */
    private static boolean isListNumber(String text, int end) {
        int start = end;
        while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return start < end && (start == 0 || text.charAt(start - 1) == '\n');
    }

    private static void add(List<Span> sentences, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start < end) {
            sentences.add(new Span(start, end));
        }
    }
}
