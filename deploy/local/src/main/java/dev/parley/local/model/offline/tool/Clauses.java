package dev.parley.local.model.offline.tool;

import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Sentences;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a message into the things it asks for: sentences, and requests that "and" or "then" joins
 * within one.
 */
final class Clauses {

    private static final int MOST = 12;
    private static final Pattern JOINT =
            Pattern.compile(
                    "\\s*,?\\s+(?:and\\s+then|and\\s+also|and|then|also|plus)\\s+|\\s*,\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Set<String> OPENERS =
            Set.of(
                    "what", "what's", "who", "who's", "when", "where", "how", "which", "please",
                    "tell", "can", "could", "would", "is", "are", "do", "does", "give", "will");
    private static final Pattern QUOTATION = Pattern.compile("\"[^\"\\n]*\"|“[^”]*”");

    private Clauses() {}

    /**
     * @param verbs stems of the words that the names of tools start with; with them a request may
     *     begin
     */
    static List<Span> of(String text, Set<String> verbs) {
        List<Span> clauses = new ArrayList<>();
        for (Span sentence : Sentences.of(text)) {
            split(text, sentence, verbs, clauses);
        }
        return clauses.size() > MOST ? merged(clauses) : clauses;
    }

    private static void split(String text, Span sentence, Set<String> verbs, List<Span> into) {
        List<Span> quotations = quotations(text, sentence);
        Matcher joint = JOINT.matcher(text).region(sentence.start(), sentence.end());
        int start = sentence.start();
        while (joint.find()) {
            int at = joint.start();
            boolean quoted = quotations.stream().anyMatch(quotation -> quotation.contains(at));
            if (!quoted && opensRequest(text.substring(joint.end(), sentence.end()), verbs)) {
                into.add(new Span(start, at));
                start = joint.end();
            }
        }
        into.add(new Span(start, sentence.end()));
    }

    private static List<Span> quotations(String text, Span sentence) {
        List<Span> found = new ArrayList<>();
        Matcher matcher = QUOTATION.matcher(text).region(sentence.start(), sentence.end());
        while (matcher.find()) {
            found.add(new Span(matcher.start(), matcher.end()));
        }
        return found;
    }

    private static boolean opensRequest(String rest, Set<String> verbs) {
        List<Word> words = Words.of(rest.length() > 80 ? rest.substring(0, 80) : rest);
        if (words.size() < 2) {
            return false;
        }
        Word first = words.getFirst();
        return OPENERS.contains(first.lower())
                || Action.of(first.stem()).isPresent()
                || verbs.contains(first.stem());
    }

    /** A long text is no list of requests: its sentences beyond the limit stay one piece. */
    private static List<Span> merged(List<Span> clauses) {
        List<Span> kept = new ArrayList<>(clauses.subList(0, MOST - 1));
        kept.add(new Span(clauses.get(MOST - 1).start(), clauses.getLast().end()));
        return kept;
    }
}
