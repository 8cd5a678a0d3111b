package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Offers the words after a parameter's own name: "subject Lunch", "the body should be See you at
 * noon".
 */
final class LabelProposals implements ProposalSource {

    /** At most this when only some words of a longer name are there. */
    static final double PARTLY = 2.9;

    private static final Pattern CONNECTOR =
            Pattern.compile(
                    "\\s*(?:(?:should\\s+(?:be|say)|is|are|as|of|called|named|says|saying)\\b\\s*:?|[:=])\\s*|\\s+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("[.!?](?:\\s|$)|[;\\n,]");
    private static final Pattern LIST_END = Pattern.compile("[.!?](?:\\s|$)|[;\\n]");
    private static final Pattern PROSE_END = Pattern.compile("\\n\\n|$");
    private static final Set<String> ASKING =
            Set.of("what", "which", "whose", "what's", "many", "much");

    private final boolean lists;

    /** For single values, which a comma ends. */
    LabelProposals() {
        this(false);
    }

    /** With true for enumerations, which have commas inside. */
    LabelProposals(boolean lists) {
        this.lists = lists;
    }

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        boolean takesText =
                parameter.type() == Schema.Type.STRING && parameter.schema().choices().isEmpty();
        List<Proposal> proposals = new ArrayList<>();
        List<Word> words = situation.said().words();
        for (int i = 0; takesText && i < words.size(); i++) {
            int length = labelLength(parameter, words, i);
            boolean asked = i > 0 && ASKING.contains(words.get(i - 1).lower());
            if (length > 0 && !asked) {
                after(parameter, i + length - 1, length, situation).ifPresent(proposals::add);
            }
        }
        return proposals;
    }

    /** How many words of the parameter's name stand here, from its first or from a later one on. */
    private static int labelLength(Parameter parameter, List<Word> words, int at) {
        int length = 0;
        while (at + length < words.size()
                && Surroundings.isNamedBy(parameter, words.get(at + length))) {
            length++;
        }
        return length;
    }

    private Optional<Proposal> after(
            Parameter parameter, int lastLabel, int length, Situation situation) {
        String text = situation.said().text();
        int from = situation.said().words().get(lastLabel).span().end();
        Matcher connector = CONNECTOR.matcher(text).region(from, text.length());
        if (!connector.lookingAt() || connector.end() == text.length()) {
            return Optional.empty();
        }
        boolean explicit = !connector.group().isBlank();
        boolean whole = length >= parameter.nameWords().size();
        int end = end(parameter, connector.end(), explicit, situation);
        Span span = new Span(connector.end(), end);
        boolean quotation = "\"“'«`".indexOf(text.charAt(connector.end())) >= 0;
        if (quotation
                || (!whole && !explicit)
                || span.start() >= end
                || startsSmall(span, explicit, situation)) {
            return Optional.empty();
        }
        boolean words = parameter.hasAny(Trait.TITLE, Trait.LONG_TEXT);
        double score = (whole ? 3.6 : PARTLY) + (explicit ? 1 : 0) + (words ? 2.5 : -length(span));
        String value = span.of(text).strip();
        return Optional.of(new Proposal(parameter, TextNode.valueOf(value), score, span))
                .filter(Proposal::isAccepted)
                .filter(proposal -> TextShape.couldBe(parameter, value));
    }

    private static double length(Span span) {
        return Math.min(2, (span.end() - span.start()) / 40.0);
    }

    private static boolean startsSmall(Span span, boolean explicit, Situation situation) {
        int index = situation.said().wordIndexFrom(span.start());
        List<Word> words = situation.said().words();
        boolean small = index < words.size() && isSmall(words.get(index));
        boolean own =
                index < words.size() && situation.toolStems().contains(words.get(index).stem());
        return !explicit && (small || own);
    }

    private static boolean isSmall(Word word) {
        return word.isStop() && !Vocabulary.isGreeting(word.lower());
    }

    /**
     * Up to the end of the sentence, or to where another parameter's value begins ("... and body
     * ...").
     */
    private int end(Parameter parameter, int start, boolean explicit, Situation situation) {
        String text = situation.said().text();
        boolean prose = parameter.has(Trait.LONG_TEXT) && explicit;
        Pattern usual = lists ? LIST_END : END;
        Matcher end = (prose ? PROSE_END : usual).matcher(text).region(start, text.length());
        int limit = end.find() ? end.start() : text.length();
        Matcher next = Cues.NEXT_VALUE.matcher(text).region(start, limit);
        int found = next.find() ? next.start() : limit;
        return trimmed(text, start, found, parameter.has(Trait.LONG_TEXT) ? "." : ".!?");
    }

    private static int trimmed(String text, int start, int end, String marks) {
        int trimmed = end;
        while (trimmed > start
                && (Character.isWhitespace(text.charAt(trimmed - 1))
                        || marks.indexOf(text.charAt(trimmed - 1)) >= 0)) {
            trimmed--;
        }
        return trimmed;
    }
}
