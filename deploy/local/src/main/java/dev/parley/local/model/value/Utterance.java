package dev.parley.local.model.value;

import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.value.Candidate.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A text with its words and the values found in it, read once and looked at often.
 *
 * @param today the day that "tomorrow" follows
 */
public record Utterance(
        String text, LocalDate today, List<Word> words, List<Candidate> candidates) {

    /** Of a longer text only so much is searched for values. */
    private static final int LONGEST = 8000;

    public static Utterance of(String whole, LocalDate today) {
        String text = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        List<Word> words = Words.of(text);
        return new Utterance(text, today, words, new CandidateFinder(text, today).find(words));
    }

    public Optional<Candidate> first(Kind kind) {
        return candidates.stream().filter(candidate -> candidate.kind() == kind).findFirst();
    }

    /**
     * Index of the first word that starts at or after a position; the number of words when there is
     * none.
     */
    public int wordIndexFrom(int position) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).span().start() >= position) {
                return i;
            }
        }
        return words.size();
    }

    public Optional<Word> wordBefore(Span span) {
        int index = wordIndexFrom(span.start()) - 1;
        return index < 0 ? Optional.empty() : Optional.of(words.get(index));
    }

    public Optional<Word> wordAfter(Span span) {
        int index = wordIndexFrom(span.end());
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** What stands between two spans of this text. */
    public String between(Span left, Span right) {
        return left.end() <= right.start() ? text.substring(left.end(), right.start()) : "";
    }
}
