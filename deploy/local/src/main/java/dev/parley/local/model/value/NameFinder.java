package dev.parley.local.model.value;

import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Sentences;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.value.Candidate.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds proper names: runs of capitalised words, with small words such as "de" inside. */
final class NameFinder {

    private static final Set<String> INSIDE =
            Set.of("de", "da", "do", "di", "du", "of", "la", "van", "von", "der");

    private final String text;
    private final List<Word> words;
    private final List<Span> taken;
    private final Set<Integer> sentenceStarts = new HashSet<>();

    private NameFinder(String text, List<Word> words, List<Span> taken) {
        this.text = text;
        this.words = words;
        this.taken = taken;
        Sentences.of(text).forEach(sentence -> sentenceStarts.add(sentence.start()));
    }

    static List<Candidate> find(String text, List<Word> words, List<Span> taken) {
        return new NameFinder(text, words, taken).find();
    }

    private List<Candidate> find() {
        List<Candidate> names = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (isNamePart(i)) {
                int last = last(i);
                Span span = new Span(words.get(i).span().start(), words.get(last).span().end());
                names.add(new Candidate(Kind.NAME, span, span.of(text), span.of(text)));
                i = last;
            }
        }
        return names;
    }

    private int last(int first) {
        int last = first;
        for (int next = first + 1; next < words.size() && joined(next - 1, next); next++) {
            if (isNamePart(next)) {
                last = next;
            } else if (!INSIDE.contains(words.get(next).lower())) {
                break;
            }
        }
        return last;
    }

    private boolean joined(int left, int right) {
        String between =
                text.substring(words.get(left).span().end(), words.get(right).span().start());
        return between.equals(" ")
                || between.equals("-")
                || between.equals("/")
                || between.equals(" & ");
    }

    private boolean isNamePart(int index) {
        Word word = words.get(index);
        if (!word.isCapitalised()
                || isTaken(word)
                || word.lower().equals("i")
                || word.lower().startsWith("i'")) {
            return false;
        }
        return !sentenceStarts.contains(word.span().start()) || !isOrdinary(word, index);
    }

    /** A word that is capitalised only because a sentence starts with it. */
    private boolean isOrdinary(Word word, int index) {
        boolean known =
                word.isStop()
                        || Action.of(word.stem()).isPresent()
                        || Vocabulary.isWeak(word.stem());
        boolean shouted =
                word.text().length() > 1
                        && word.text().equals(word.text().toUpperCase(Locale.ROOT));
        boolean nameFollows =
                index + 1 < words.size()
                        && joined(index, index + 1)
                        && words.get(index + 1).isCapitalised();
        return known || !(shouted || nameFollows || words.size() == 1);
    }

    private boolean isTaken(Word word) {
        return taken.stream().anyMatch(word.span()::overlaps);
    }
}
