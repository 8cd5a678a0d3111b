package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.model.language.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills parameters that take several values of one kind: those that the text lists side by side.
 */
final class Lists {

    private final List<ProposalSource> sources;

    Lists(List<ProposalSource> sources) {
        this.sources = sources;
    }

    /** Gives the parameter its values, if the text has any that nothing else took. */
    void fill(Parameter parameter, Situation situation, Assignment assignment) {
        List<Proposal> listed = labelled(parameter, situation, assignment);
        List<Proposal> members =
                listed.isEmpty() ? coordinated(parameter, situation, assignment) : listed;
        int most = parameter.schema().node().path("maxItems").asInt(Integer.MAX_VALUE);
        int fewest = parameter.schema().node().path("minItems").asInt(0);
        Set<JsonNode> values = new LinkedHashSet<>();
        members.stream().limit(most).forEach(member -> values.add(member.value()));
        if (!values.isEmpty() && values.size() >= fewest) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode().addAll(values);
            double score = members.stream().mapToDouble(Proposal::score).max().orElse(0);
            assignment.give(parameter, array, members.stream().map(Proposal::span).toList(), score);
        }
    }

    /** "tags: red, green and blue" */
    private static List<Proposal> labelled(
            Parameter parameter, Situation situation, Assignment assignment) {
        Parameter item = parameter.item();
        boolean plain = item.type() == Schema.Type.STRING && item.schema().choices().isEmpty();
        if (!plain || item.hasAny(Trait.EMAIL, Trait.URL) || !item.schema().format().isEmpty()) {
            return List.of();
        }
        return new LabelProposals(true)
                .propose(item.asProse(), situation).stream()
                        .filter(proposal -> assignment.isFree(proposal.span()))
                        .findFirst()
                        .map(proposal -> split(item, proposal))
                        .orElse(List.of());
    }

    private static List<Proposal> split(Parameter item, Proposal list) {
        List<Proposal> members = new ArrayList<>();
        for (String text : Coordination.items(list.value().asText())) {
            String value = text.replaceAll("^[\"'“]|[\"'”.]$", "");
            Proposal member =
                    new Proposal(item, TextNode.valueOf(value), list.score(), list.span());
            if (!value.isBlank() && member.isAccepted()) {
                members.add(member);
            }
        }
        return members;
    }

    private List<Proposal> coordinated(
            Parameter parameter, Situation situation, Assignment assignment) {
        Parameter item = parameter.item();
        List<Proposal> all = new ArrayList<>();
        sources.forEach(source -> all.addAll(source.propose(item, situation)));
        List<Proposal> free =
                all.stream()
                        .filter(proposal -> assignment.isFree(proposal.span()))
                        .sorted(Comparator.comparingInt(proposal -> proposal.span().start()))
                        .toList();
        return free.stream()
                .filter(Proposal::isEnough)
                .max(Comparator.comparingDouble(Proposal::score))
                .map(best -> chain(free, best, situation))
                .orElse(List.of());
    }

    /** The best value and those that a comma or "and" joins to it, in the order of the text. */
    private static List<Proposal> chain(List<Proposal> sorted, Proposal best, Situation situation) {
        List<Proposal> chain = new ArrayList<>(List.of(best));
        for (int i = sorted.indexOf(best) + 1; i < sorted.size(); i++) {
            if (joined(chain.getLast().span(), sorted.get(i).span(), situation)) {
                chain.addLast(sorted.get(i));
            }
        }
        for (int i = sorted.indexOf(best) - 1; i >= 0; i--) {
            if (joined(sorted.get(i).span(), chain.getFirst().span(), situation)) {
                chain.addFirst(sorted.get(i));
            }
        }
        return chain;
    }

    private static boolean joined(Span left, Span right, Situation situation) {
        return Coordination.joins(situation.said().between(left, right));
    }
}
