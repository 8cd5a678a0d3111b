package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.value.Candidate;
import dev.parley.local.model.value.Candidate.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Offers the words after "called" or "titled" for a name or title: "called Budget review" up to a
 * day, place or person.
 */
final class AnnouncedTitles implements ProposalSource {

    private static final double SCORE = 5;
    private static final Pattern END = Pattern.compile("[.!?](?:\\s|$)|[;:,\\n]");

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        Matcher cue = Cues.NAME_FOLLOWS.matcher(situation.said().text());
        boolean title = parameter.type() == Schema.Type.STRING && parameter.has(Trait.TITLE);
        if (!title || !cue.find()) {
            return List.of();
        }
        Span span = new Span(cue.end(), end(cue.end(), situation));
        String words = span.of(situation.said().text()).strip();
        boolean quotation = words.isEmpty() || "\"“'«".indexOf(words.charAt(0)) >= 0;
        Proposal proposal = new Proposal(parameter, TextNode.valueOf(words), SCORE, span);
        return quotation || !proposal.isAccepted() ? List.of() : List.of(proposal);
    }

    private static int end(int start, Situation situation) {
        String text = situation.said().text();
        Matcher mark = END.matcher(text).region(start, text.length());
        int end = mark.find() ? mark.start() : text.length();
        Matcher next = Cues.NEXT_VALUE.matcher(text).region(start, end);
        end = next.find() ? next.start() : end;
        for (Candidate candidate : situation.said().candidates()) {
            int begins = candidate.span().start();
            if (begins > start && begins < end && belongsElsewhere(candidate, situation)) {
                end = withoutSmallWords(begins, start, situation);
            }
        }
        return end;
    }

    private static boolean belongsElsewhere(Candidate candidate, Situation situation) {
        boolean announced = !situation.around().before(candidate.span()).isEmpty();
        return candidate.kind() != Kind.NAME || announced;
    }

    private static int withoutSmallWords(int end, int start, Situation situation) {
        List<Word> words = situation.said().words();
        int cut = end;
        for (int i = situation.said().wordIndexFrom(end) - 1;
                i >= 0 && words.get(i).isStop();
                i--) {
            cut = words.get(i).span().start();
        }
        int trimmed = Math.max(cut, start);
        while (trimmed > start
                && Character.isWhitespace(situation.said().text().charAt(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }
}
