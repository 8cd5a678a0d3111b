package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.model.language.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offers the chunks between white space that a parameter's {@code pattern} accepts. */
final class PatternProposals implements ProposalSource {

    private static final Pattern CHUNK = Pattern.compile("[^\\s\"'“”(),;]+(?<![.!?:])");
    private static final int MOST = 200;

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        String pattern = parameter.schema().node().path("pattern").asText("");
        if (pattern.isEmpty() || BoundedPattern.found(pattern, "any words at all, truly")) {
            return List.of();
        }
        List<Proposal> proposals = new ArrayList<>();
        Matcher chunk = CHUNK.matcher(situation.said().text());
        for (int i = 0; i < MOST && chunk.find(); i++) {
            Span span = new Span(chunk.start(), chunk.end());
            double around =
                    situation.around().label(parameter, span, false)
                            + situation.around().preposition(parameter, span);
            Proposal proposal =
                    new Proposal(parameter, TextNode.valueOf(chunk.group()), 3 + around, span);
            if (BoundedPattern.found(pattern, chunk.group()) && proposal.isAccepted()) {
                proposals.add(proposal);
            }
        }
        return proposals;
    }
}
