package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Offers those values of an {@code enum} that the text mentions, in the same words or in words of
 * the same meaning.
 */
final class ChoiceProposals implements ProposalSource {

    private static final double SAME = 4;
    private static final double SIMILAR = 2;

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        List<Proposal> proposals = new ArrayList<>();
        for (JsonNode choice : parameter.schema().choices()) {
            List<Word> wanted = Words.ofIdentifier(choice.asText());
            if (!wanted.isEmpty()) {
                propose(parameter, choice, wanted, situation, proposals);
            }
        }
        return proposals;
    }

    private static void propose(
            Parameter parameter,
            JsonNode choice,
            List<Word> wanted,
            Situation situation,
            List<Proposal> into) {
        List<Word> words = situation.said().words();
        for (int i = 0; i + wanted.size() <= words.size(); i++) {
            double likeness = likeness(wanted, words.subList(i, i + wanted.size()));
            if (likeness > 0) {
                Span span =
                        new Span(
                                words.get(i).span().start(),
                                words.get(i + wanted.size() - 1).span().end());
                double around =
                        situation.around().label(parameter, span, false)
                                + situation.around().preposition(parameter, span);
                into.add(new Proposal(parameter, choice, likeness + around, span));
            }
        }
    }

    private static double likeness(List<Word> wanted, List<Word> said) {
        double likeness = SAME + 0.1 * wanted.size();
        for (int i = 0; i < wanted.size(); i++) {
            Word want = wanted.get(i);
            Word word = said.get(i);
            if (want.lower().equals(word.lower())) {
                // A choice such as "in" or "a" that is also a small word says nothing by itself.
                likeness = Math.min(likeness, word.isStop() && wanted.size() == 1 ? 0.5 : likeness);
            } else if (want.stem().equals(word.stem())) {
                likeness = Math.min(likeness, SAME);
            } else if (!word.isStop() && Vocabulary.sameMeaning(want.stem(), word.stem())) {
                likeness = Math.min(likeness, SIMILAR);
            } else {
                return 0;
            }
        }
        return likeness;
    }
}
