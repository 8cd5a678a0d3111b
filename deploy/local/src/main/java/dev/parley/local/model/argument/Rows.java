package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.value.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a list of objects: one for each part of an enumeration that completes one ("2 apples and 3
 * pears").
 */
final class Rows {

    private static final Pattern SEPARATOR =
            Pattern.compile(",\\s*(?:and\\s+)?|;\\s*|\\s+and\\s+|\\n");

    private final ArgumentFiller filler;

    Rows(ArgumentFiller filler) {
        this.filler = filler;
    }

    void fill(Parameter parameter, Situation situation, Assignment assignment) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        List<Span> used = new ArrayList<>();
        String text = situation.said().text();
        ToolSchema row = ToolSchema.of(parameter.schema().items());
        for (Span part : parts(text)) {
            Utterance said = Utterance.of(part.of(text), situation.said().today());
            Filling filling = filler.fill(row, situation.toolStems(), said, List.of());
            boolean enough = filling.isComplete() && filling.evidence() >= Proposal.LIKELY;
            if (enough && assignment.isFree(part)) {
                rows.add(filling.arguments());
                used.add(part);
            }
        }
        if (!rows.isEmpty()) {
            assignment.give(parameter, rows, used, Proposal.LIKELY);
        }
    }

    private static List<Span> parts(String text) {
        List<Span> parts = new ArrayList<>();
        Matcher separator = SEPARATOR.matcher(text);
        int start = 0;
        while (separator.find()) {
            parts.add(new Span(start, separator.start()));
            start = separator.end();
        }
        parts.add(new Span(start, text.length()));
        return parts;
    }
}
