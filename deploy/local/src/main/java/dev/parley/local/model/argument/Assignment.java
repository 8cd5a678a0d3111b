package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.language.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which parameter gets which value: the best proposal first, and no stretch of text twice. */
final class Assignment {

    private final Map<Parameter, Proposal> chosen = new LinkedHashMap<>();
    private final Map<Parameter, JsonNode> given = new LinkedHashMap<>();
    private final List<Span> used = new ArrayList<>();
    private final List<Span> flags = new ArrayList<>();
    private double evidence;

    /**
     * Takes the best of these proposals that are good enough and don't contend for the same words.
     */
    void assign(List<Proposal> proposals, List<Parameter> order) {
        Comparator<Proposal> best =
                Comparator.comparingDouble((Proposal proposal) -> -proposal.score())
                        .thenComparing(proposal -> !proposal.parameter().required())
                        .thenComparingInt(proposal -> order.indexOf(proposal.parameter()))
                        .thenComparingInt(proposal -> proposal.span().start());
        proposals.stream().filter(Proposal::isEnough).sorted(best).forEach(this::take);
    }

    private void take(Proposal proposal) {
        boolean flag = proposal.parameter().type() == Schema.Type.BOOLEAN;
        boolean free = flag || used.stream().noneMatch(proposal.span()::overlaps);
        if (free && !has(proposal.parameter())) {
            chosen.put(proposal.parameter(), proposal);
            evidence += proposal.score();
            (flag ? flags : used).add(proposal.span());
        }
    }

    void give(Parameter parameter, JsonNode value, List<Span> from, double score) {
        given.put(parameter, value);
        used.addAll(from);
        evidence += score;
    }

    boolean has(Parameter parameter) {
        return chosen.containsKey(parameter) || given.containsKey(parameter);
    }

    Map<Parameter, JsonNode> values() {
        Map<Parameter, JsonNode> values = new LinkedHashMap<>(given);
        chosen.forEach((parameter, proposal) -> values.put(parameter, proposal.value()));
        return values;
    }

    Map<Parameter, Proposal> chosen() {
        return chosen;
    }

    List<Span> used() {
        return List.copyOf(used);
    }

    /** What free words must leave out: values, and words that only switch a flag. */
    List<Span> spoken() {
        List<Span> spoken = new ArrayList<>(used);
        spoken.addAll(flags);
        return spoken;
    }

    boolean isFree(Span span) {
        return used.stream().noneMatch(span::overlaps);
    }

    double evidence() {
        return evidence;
    }
}
