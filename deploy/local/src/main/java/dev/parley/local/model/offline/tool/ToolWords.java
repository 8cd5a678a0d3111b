package dev.parley.local.model.offline.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.argument.ToolSchema;
import dev.parley.local.model.chat.ToolSpec;
import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words with which a tool describes itself, by what they weigh when a request uses them.
 *
 * @param name stems of its name
 * @param description stems of its description
 * @param values stems of the values that its parameters can choose from
 * @param parameters stems of its parameters' names
 * @param details stems of its parameters' descriptions
 */
record ToolWords(
        ToolSpec tool,
        Set<String> name,
        Set<String> description,
        Set<String> values,
        Set<String> parameters,
        Set<String> details,
        Optional<Action> action,
        ToolSchema schema) {

    private static final double SIMILAR = 0.6;
    private static final double WEAK = 0.3;
    private static final int DEEPEST = 4;

    static ToolWords of(ToolSpec tool) {
        List<Word> name = Words.ofIdentifier(tool.name());
        List<Word> description = Words.of(tool.description());
        Set<String> values = new HashSet<>();
        Set<String> parameters = new HashSet<>();
        Set<String> details = new HashSet<>();
        collect(tool.parameters(), values, parameters, details, 0);
        return new ToolWords(
                tool,
                Words.contentStems(name),
                Words.contentStems(description),
                values,
                parameters,
                details,
                action(name).or(() -> action(description)),
                ToolSchema.of(tool.parameters()));
    }

    private static Optional<Action> action(List<Word> words) {
        return words.isEmpty() ? Optional.empty() : Action.of(words.getFirst().stem());
    }

    private static void collect(
            JsonNode schema,
            Set<String> values,
            Set<String> parameters,
            Set<String> details,
            int depth) {
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode type = property.getValue();
            parameters.addAll(Words.contentStems(Words.ofIdentifier(property.getKey())));
            details.addAll(Words.contentStems(type.path("description").asText("")));
            type.path("enum")
                    .forEach(it ->
                            values.addAll(Words.contentStems(Words.ofIdentifier(it.asText()))));
            if (depth < DEEPEST) {
                collect(type, values, parameters, details, depth + 1);
                collect(type.path("items"), values, parameters, details, depth + 1);
            }
        }
    }

    /** What it says for this tool that a request uses a word with this stem. */
    double weight(String stem) {
        double weight = 3 * likeness(stem, name);
        weight = Math.max(weight, likeness(stem, values));
        weight = Math.max(weight, 1.5 * likeness(stem, description));
        weight = Math.max(weight, 1.2 * likeness(stem, parameters));
        weight = Math.max(weight, 0.6 * likeness(stem, details));
        return Vocabulary.isWeak(stem) ? weight * WEAK : weight;
    }

    private static double likeness(String stem, Set<String> stems) {
        if (stems.contains(stem)) {
            return 1;
        }
        return stems.stream().anyMatch(other -> Vocabulary.sameMeaning(stem, other)) ? SIMILAR : 0;
    }
}
