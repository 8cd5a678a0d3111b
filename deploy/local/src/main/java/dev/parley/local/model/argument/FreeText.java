package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Sentences;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds values that are just words: what somebody is to be told, what is searched for, what a
 * message is about. They give way to values already found, so they come last.
 */
final class FreeText {

    private static final Set<String> WHOLE_REQUEST =
            Set.of(
                    "reason",
                    "task",
                    "request",
                    "question",
                    "prompt",
                    "instructions",
                    "instruction",
                    "context");
    private static final int LONGEST_NAME = 4;
    private static final Pattern LEADING_MARKS = Pattern.compile("^[\\s.,;:!?]+");

    private final Situation situation;
    private final String text;

    FreeText(Situation situation) {
        this.situation = situation;
        this.text = situation.said().text();
    }

    Optional<Proposal> propose(Parameter parameter, List<Span> used, boolean onlyMissing) {
        return announced(parameter)
                .flatMap(span -> accepted(parameter, span, used, Proposal.LIKELY))
                .or(() -> unannounced(parameter, used, onlyMissing));
    }

    private Optional<Span> announced(Parameter parameter) {
        if (parameter.isNamed("reason") || parameter.isNamed("cause")) {
            return after(Cues.REASON_FOLLOWS, text.length(), true);
        }
        if (parameter.has(Trait.LONG_TEXT)) {
            return after(Cues.WORDS_FOLLOW, text.length(), false)
                    .or(() -> after(Cues.COLON, text.length(), false));
        }
        if (parameter.has(Trait.TITLE)) {
            Pattern cue = parameter.mentions("name") ? Cues.NAME_FOLLOWS : Cues.SUBJECT_FOLLOWS;
            Optional<Span> title = after(cue, text.length(), true);
            return parameter.required()
                    ? title.or(() -> after(Cues.COLON, text.length(), true))
                    : title;
        }
        if (parameter.has(Trait.QUERY)) {
            boolean question = RequestObject.isQuestion(text);
            Optional<Span> object =
                    question ? Optional.empty() : after(Cues.OBJECT_FOLLOWS, text.length(), true);
            return object.or(() -> after(Cues.COLON, text.length(), false));
        }
        return Optional.empty();
    }

    private Optional<Span> after(Pattern cue, int limit, boolean withinSentence) {
        Matcher matcher = cue.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int start = matcher.end();
        int end = withinSentence ? sentenceEnd(start) : beforeLabel(start, limit);
        for (Pattern next : List.of(Cues.NEXT_VALUE, Cues.WORDS_FOLLOW)) {
            Matcher other = next.matcher(text).region(start, text.length());
            end = withinSentence && other.find() ? Math.min(end, other.start()) : end;
        }
        return start < end ? Optional.of(new Span(start, end)) : Optional.empty();
    }

    /** A line such as "subject: Lunch" is another value. */
    private int beforeLabel(int start, int limit) {
        Matcher label = Cues.LABELLED_LINE.matcher(text).region(start, limit);
        return label.find() ? label.start() : limit;
    }

    private int sentenceEnd(int position) {
        return Sentences.of(text).stream()
                .filter(sentence -> sentence.contains(position))
                .mapToInt(Span::end)
                .findFirst()
                .orElse(text.length());
    }

    /**
     * Without any announcement only what is required is guessed, and only from what the request is
     * about.
     */
    private Optional<Proposal> unannounced(
            Parameter parameter, List<Span> used, boolean onlyMissing) {
        boolean special =
                parameter.hasAny(
                        Trait.EMAIL,
                        Trait.URL,
                        Trait.DATE,
                        Trait.TIME,
                        Trait.EXPRESSION,
                        Trait.UNIT,
                        Trait.CURRENCY);
        if (!parameter.required() || special) {
            return Optional.empty();
        }
        if (parameter.nameWords().stream().anyMatch(word -> WHOLE_REQUEST.contains(word.lower()))) {
            return accepted(
                    parameter,
                    RequestObject.withoutPoliteness(text),
                    List.of(),
                    Proposal.THINKABLE);
        }
        Span object = withoutOwnWords(RequestObject.of(text, situation.toolStems()), parameter);
        boolean prose = parameter.hasAny(Trait.QUERY, Trait.LONG_TEXT, Trait.TITLE);
        return accepted(parameter, object, used, Proposal.THINKABLE)
                .filter(proposal -> onlyMissing && saysSomething(proposal))
                .filter(proposal -> prose || isShort(proposal));
    }

    /** "entropy" of "definition of entropy", "hello world" of "text hello world". */
    private Span withoutOwnWords(Span object, Parameter parameter) {
        List<Word> words = situation.said().words();
        int start = object.start();
        int index = situation.said().wordIndexFrom(start);
        while (index + 1 < words.size() && words.get(index + 1).span().end() <= object.end()) {
            Word word = words.get(index);
            boolean label = Surroundings.isNamedBy(parameter, word);
            boolean own = situation.toolStems().contains(word.stem()) && isOf(words.get(index + 1));
            boolean joint = start > object.start() && isOf(word);
            if (!label && !own && !joint) {
                break;
            }
            index++;
            start = words.get(index).span().start();
        }
        return new Span(start, object.end());
    }

    private static boolean isOf(Word word) {
        return word.lower().equals("of") || word.lower().equals("for");
    }

    private boolean saysSomething(Proposal proposal) {
        return RequestObject.saysSomething(proposal.value().asText(), situation.toolStems());
    }

    /** For a name, place or the like: few words, none of them the tool's own. */
    private boolean isShort(Proposal proposal) {
        List<Word> words = Words.of(proposal.value().asText());
        boolean id = proposal.parameter().has(Trait.ID);
        return words.size() <= LONGEST_NAME
                && words.stream().noneMatch(this::saysNothing)
                && (!id || proposal.value().asText().chars().anyMatch(Character::isDigit));
    }

    private boolean saysNothing(Word word) {
        return word.isStop()
                || situation.toolStems().contains(word.stem())
                || situation.isLabel(word)
                || Vocabulary.isWeak(word.stem())
                || Action.of(word.stem()).isPresent();
    }

    private Optional<Proposal> accepted(
            Parameter parameter, Span span, List<Span> used, double score) {
        Span free = cut(span, used, parameter.has(Trait.LONG_TEXT) ? ".,;:" : ".?!,;:");
        String value = unquoted(LEADING_MARKS.matcher(free.of(text)).replaceFirst("").strip());
        boolean labels = Words.of(value).stream().allMatch(situation::isLabel);
        Proposal proposal = new Proposal(parameter, TextNode.valueOf(value), score, free);
        return Optional.of(proposal).filter(it -> !labels && it.isAccepted());
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() > 1
                        && "\"“".indexOf(value.charAt(0)) >= 0
                        && "\"”".indexOf(value.charAt(value.length() - 1)) >= 0;
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /**
     * Ends before the first value that belongs to another parameter, and before the preposition
     * that leads to it.
     */
    private Span cut(Span span, List<Span> used, String marks) {
        int start = span.start();
        int end = span.end();
        for (Span other : used) {
            if (other.overlaps(new Span(start, end))) {
                boolean leads = other.start() <= start || !hasContent(start, other.start());
                start = leads ? Math.min(other.end(), end) : start;
                end = leads ? end : withoutSmallWords(start, other.start());
            }
        }
        while (end > start
                && (Character.isWhitespace(text.charAt(end - 1))
                        || marks.indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        return new Span(start, end);
    }

    private boolean hasContent(int from, int to) {
        return Words.of(text.substring(from, to)).stream().anyMatch(word -> !word.isStop());
    }

    private int withoutSmallWords(int start, int end) {
        List<Word> words = situation.said().words();
        int index = situation.said().wordIndexFrom(end) - 1;
        int cut = end;
        while (index >= 0 && words.get(index).span().start() > start && words.get(index).isStop()) {
            cut = words.get(index).span().start();
            index--;
        }
        return cut;
    }
}
