package dev.parley.local.model.offline.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.model.chat.ToolCall;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.offline.quote.Quoting;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says in one sentence what a tool call brought. */
public final class ResultSentence {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultSentence() {}

    /**
     * The sentence.
     *
     * @param question the part of the user's message that the call is to answer
     */
    public static String of(ToolCall call, String content, String question) {
        return switch (OutcomeReader.read(content)) {
            case ToolOutcome.Failed failed ->
                    tool(call) + " could not do that: " + ended(failed.reason());
            case ToolOutcome.Data data -> data(call, DataText.unwrapped(data.json()), question);
            case ToolOutcome.Prose prose -> prose(call, prose.text(), question);
        };
    }

    /** The bare value, to be handed to another tool. */
    public static String value(String content) {
        return switch (OutcomeReader.read(content)) {
            case ToolOutcome.Failed failed -> failed.reason();
            case ToolOutcome.Data data ->
                    new DataText("", Set.of()).of(DataText.unwrapped(data.json()));
            case ToolOutcome.Prose prose -> prose.text();
        };
    }

    public static boolean isFailure(String content) {
        return OutcomeReader.read(content) instanceof ToolOutcome.Failed;
    }

    private static String data(ToolCall call, JsonNode json, String question) {
        if (json.isTextual()) {
            return prose(call, json.asText(), question);
        }
        if (json.isNull() || (json.isObject() && json.isEmpty())) {
            return tool(call) + " gave no result" + about(question) + ".";
        }
        if (json.isArray() && json.isEmpty()) {
            return tool(call) + " found nothing" + about(question) + ".";
        }
        return Quoting.passageIn(json, question)
                .map(passage -> tool(call) + " found" + about(question) + ": " + passage)
                .orElseGet(() -> fields(call, json, question));
    }

    private static String fields(ToolCall call, JsonNode json, String question) {
        String said = new DataText(question, echoes(call)).of(json);
        if (json.isArray() && json.size() > 1) {
            return tool(call)
                    + " lists "
                    + json.size()
                    + " entries"
                    + about(question)
                    + ": "
                    + ended(said);
        }
        boolean single = !said.contains(", ") && !said.contains("; ");
        return single
                ? tool(call) + " says " + said + about(question) + "."
                : tool(call) + " says" + about(question) + ": " + ended(said);
    }

    private static String prose(ToolCall call, String text, String question) {
        boolean word = text.length() <= 60 && !text.contains("\n");
        return word
                ? tool(call) + " says " + text.replaceFirst("\\.$", "") + about(question) + "."
                : tool(call) + " says" + about(question) + ": " + Quoting.prose(text, question);
    }

    private static String about(String question) {
        return question.isBlank() ? "" : " for “" + question + "”";
    }

    private static String tool(ToolCall call) {
        List<Word> words = Words.ofIdentifier(call.name());
        return words.size() == 1 ? "The " + call.name() : "The " + call.name() + " tool";
    }

    private static String ended(String sentence) {
        String stripped = sentence.strip();
        boolean ended =
                !stripped.isEmpty() && ".!?”".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return ended ? stripped : stripped + ".";
    }

    private static Set<String> echoes(ToolCall call) {
        Set<String> echoes = new HashSet<>();
        try {
            JSON.readTree(call.arguments())
                    .forEach(value -> {
                        if (value.isTextual()) {
                            echoes.add(value.asText());
                        }
                    });
        } catch (JsonProcessingException e) {
            echoes.clear(); // arguments that aren't JSON echo nothing
        }
        return echoes;
    }
}
