package dev.parley.local.model.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.argument.ArgumentFiller;
import dev.parley.local.model.argument.Filling;
import dev.parley.local.model.argument.Placeholders;
import dev.parley.local.model.argument.ToolSchema;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ResponseFormat;
import dev.parley.local.model.value.Utterance;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Puts an answer into the JSON that a request wants: values from the user's text, the answer where
 * words are wanted.
 */
final class StructuredAnswer {

    private static final Set<String> ANSWERS =
            Set.of(
                    "answer",
                    "reply",
                    "response",
                    "result",
                    "output",
                    "explanation",
                    "summary",
                    "message",
                    "text");

    private final LocalDate today;

    StructuredAnswer(LocalDate today) {
        this.today = today;
    }

    String inFormat(ChatRequest request, String text) {
        return switch (request.format()) {
            case ResponseFormat.Text plain -> text;
            case ResponseFormat.JsonObject object ->
                    JsonNodeFactory.instance.objectNode().put("answer", text).toString();
            case ResponseFormat.JsonSchema schema ->
                    fitting(schema.schema(), request, text).toString();
        };
    }

    private ObjectNode fitting(JsonNode schema, ChatRequest request, String text) {
        Utterance said = Utterance.of(request.lastUserText(), today);
        Filling filling =
                new ArgumentFiller().fill(ToolSchema.of(schema), Set.of(), said, List.of());
        ObjectNode values = filling.arguments();
        schema.path("properties")
                .properties()
                .forEach(property -> {
                    boolean words =
                            property.getValue().path("type").asText().equals("string")
                                    && !property.getValue().has("enum");
                    if (words && ANSWERS.contains(property.getKey())) {
                        values.put(property.getKey(), text);
                    }
                });
        return Placeholders.complete(schema, values, text);
    }
}
