package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.value.Candidate;
import dev.parley.local.model.value.Candidate.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Offers what a number counts: "apples" in "2 apples". Only for enumerations, where nothing else
 * stands for the thing.
 */
final class CountedThings implements ProposalSource {

    private static final int LONGEST = 3;
    private static final double SCORE = 1.8;

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        boolean plain =
                parameter.type() == Schema.Type.STRING && parameter.schema().choices().isEmpty();
        if (!plain
                || parameter.hasAny(
                        Trait.EMAIL,
                        Trait.URL,
                        Trait.DATE,
                        Trait.TIME,
                        Trait.UNIT,
                        Trait.CURRENCY)) {
            return List.of();
        }
        List<Proposal> proposals = new ArrayList<>();
        for (Candidate candidate : situation.said().candidates()) {
            Span span =
                    candidate.kind() == Kind.NUMBER
                            ? after(candidate.span(), situation)
                            : candidate.span();
            if (candidate.kind() == Kind.NUMBER && span.start() < span.end()) {
                String words = span.of(situation.said().text());
                proposals.add(new Proposal(parameter, TextNode.valueOf(words), SCORE, span));
            }
        }
        return proposals.stream().filter(Proposal::isAccepted).toList();
    }

    private static Span after(Span number, Situation situation) {
        List<Word> words = situation.said().words();
        int first = situation.said().wordIndexFrom(number.end());
        int last = first;
        while (last < words.size() && last < first + LONGEST && !words.get(last).isStop()) {
            last++;
        }
        return last == first
                ? new Span(number.end(), number.end())
                : new Span(words.get(first).span().start(), words.get(last - 1).span().end());
    }
}
