package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.value.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds further sets of arguments where the text lists several values for one parameter: "in Paris
 * and Rome".
 */
final class Siblings {

    private Siblings() {}

    static List<ObjectNode> of(ToolSchema schema, Assignment assignment, Situation situation) {
        for (Map.Entry<Parameter, Proposal> entry : assignment.chosen().entrySet()) {
            List<Candidate> listed = listedWith(entry.getValue().span(), assignment, situation);
            if (!listed.isEmpty() && entry.getKey().type() == Schema.Type.STRING) {
                return listed.stream()
                        .map(candidate -> TextValue.of(entry.getKey(), candidate))
                        .map(value -> with(schema, assignment, entry.getKey(), value))
                        .toList();
            }
        }
        return List.of();
    }

    private static ObjectNode with(
            ToolSchema schema, Assignment assignment, Parameter parameter, String value) {
        Map<Parameter, JsonNode> values = new LinkedHashMap<>(assignment.values());
        values.put(parameter, JsonNodeFactory.instance.textNode(value));
        return Nesting.build(schema, values);
    }

    private static List<Candidate> listedWith(
            Span chosen, Assignment assignment, Situation situation) {
        Optional<Candidate> first =
                situation.said().candidates().stream()
                        .filter(it -> it.span().equals(chosen) && repeats(it))
                        .findFirst();
        List<Candidate> listed = new ArrayList<>();
        Span last = chosen;
        for (Candidate candidate : situation.said().candidates()) {
            boolean same = first.filter(it -> it.kind() == candidate.kind()).isPresent();
            boolean free = same && assignment.isFree(candidate.span());
            if (free && Coordination.joins(situation.said().between(last, candidate.span()))) {
                listed.add(candidate);
                last = candidate.span();
            }
        }
        return listed;
    }

    private static boolean repeats(Candidate candidate) {
        return switch (candidate.kind()) {
            case NAME, CODE, EMAIL, URL, PATH, UUID, ARITHMETIC, QUOTED -> true;
            case NUMBER, DATE, TIME, MOMENT -> false;
        };
    }
}
