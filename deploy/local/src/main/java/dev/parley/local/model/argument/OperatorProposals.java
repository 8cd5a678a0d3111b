package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Stem;
import dev.parley.local.model.value.Candidate;
import dev.parley.local.model.value.Candidate.Kind;
import dev.parley.local.model.value.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Offers the choice that names the operator of an arithmetic expression: "multiply" for "3 * 4".
 */
final class OperatorProposals implements ProposalSource {

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        List<Proposal> proposals = new ArrayList<>();
        for (Candidate candidate : situation.said().candidates()) {
            if (candidate.kind() == Kind.ARITHMETIC) {
                Set<String> names = Operators.stems(candidate.value());
                // The operator stands between the numbers, which remain free for other parameters.
                Span nothing = new Span(candidate.span().start(), candidate.span().start());
                for (JsonNode choice : parameter.schema().choices()) {
                    if (names.contains(choice.asText())
                            || names.contains(Stem.of(choice.asText()))) {
                        proposals.add(new Proposal(parameter, choice, Proposal.LIKELY, nothing));
                    }
                }
            }
        }
        return proposals;
    }
}
