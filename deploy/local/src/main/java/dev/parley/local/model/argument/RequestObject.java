package dev.parley.local.model.argument;

import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request is about, without the words that make it a request. */
public final class RequestObject {

    private static final Pattern POLITENESS =
            Pattern.compile(
                    "^(?:(?:please|kindly|hey|hi|hello|ok(?:ay)?|now|then|also|and|so|well|can you|could you|would you|will you"
                            + "|can i|could i|may i|i want(?: you)? to|i'd like(?: you)? to|i would like(?: you)? to|i need(?: you)? to"
                            + "|i want|i need|i'd like|help me(?: to)?|let's|let us|do you know|i wonder|tell me|just)\\b[ ,:!]*+){1,12}",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern QUESTION =
            Pattern.compile(
                    "^(?:what(?:'s|’s| is| are| was| were| does| do)|what|who(?:'s| is| are| was)|where(?:'s| is| are)|when(?:'s| is| are| was)"
                            + "|how (?:much|many)(?: is| are)?|how(?:'s| is| are| do| does)|which|is|are|does|do|if|whether)\\b\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SMALL =
            Pattern.compile(
                    "^(?:me|us|my|our|the|a|an|some|all|any|up|for|out|about|into|on|that|to|it|of|through|over|down)\\b\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Set<String> EMPTY_WORDS =
            Set.of(
                    "today",
                    "tomorrow",
                    "yesterday",
                    "tonight",
                    "outside",
                    "inside",
                    "later",
                    "again",
                    "soon",
                    "currently",
                    "moment",
                    "something",
                    "anything",
                    "thing",
                    "things",
                    "stuff",
                    "way",
                    "go",
                    "going",
                    "look",
                    "looks");

    private RequestObject() {}

    /** Whether a question word comes first, politeness aside. */
    static boolean isQuestion(String text) {
        int start = withoutPoliteness(text).start();
        return skip(QUESTION, text, start) > start;
    }

    /** Where the request begins once greetings and "could you please" are skipped. */
    public static Span withoutPoliteness(String text) {
        int end = trimmedEnd(text);
        return new Span(Math.min(skip(POLITENESS, text, 0), end), end);
    }

    /**
     * The request without its question word, verb and articles: "refund policy" of "What is the
     * refund policy?".
     */
    public static Span of(String text, Set<String> toolStems) {
        int start = withoutPoliteness(text).start();
        int question = skip(QUESTION, text, start);
        start = question > start ? question : afterVerb(text, start, toolStems);
        for (int next = skip(SMALL, text, start); next > start; next = skip(SMALL, text, start)) {
            start = next;
        }
        return new Span(Math.min(start, trimmedEnd(text)), trimmedEnd(text));
    }

    /** Whether anything is left that says more than the tool's own name. */
    static boolean saysSomething(String object, Set<String> toolStems) {
        return Words.of(object).stream()
                .anyMatch(it ->
                        (!it.isStop() || Vocabulary.isGreeting(it.lower()))
                                && !toolStems.contains(it.stem())
                                && !EMPTY_WORDS.contains(it.lower()));
    }

    private static int afterVerb(String text, int start, Set<String> toolStems) {
        List<Word> words = Words.of(text.substring(start));
        if (words.isEmpty() || words.size() == 1) {
            return start;
        }
        Word first = words.getFirst();
        boolean verb = Action.of(first.stem()).isPresent() || toolStems.contains(first.stem());
        return verb ? skipSpace(text, start + first.span().end()) : start;
    }

    private static int skip(Pattern pattern, String text, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? skipSpace(text, matcher.end()) : from;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length()
                && (Character.isWhitespace(text.charAt(at))
                        || ",:".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private static int trimmedEnd(String text) {
        int end = text.length();
        while (end > 0
                && (Character.isWhitespace(text.charAt(end - 1))
                        || ".?!,;".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return end;
    }
}
