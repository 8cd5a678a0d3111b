package dev.parley.local.model.offline.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.language.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads JSON aloud: its telling fields, those first whose names the question uses. */
final class DataText {

    private static final Set<String> MAIN =
            Set.of("result", "answer", "value", "output", "text", "content", "message");
    private static final Set<String> WRAPPERS =
            Set.of(
                    "result",
                    "results",
                    "data",
                    "items",
                    "output",
                    "content",
                    "response",
                    "body",
                    "structuredContent");
    private static final Set<String> TECHNICAL =
            Set.of(
                    "execution_id",
                    "request_id",
                    "trace_id",
                    "call_id",
                    "duration_ms",
                    "took_ms",
                    "cached",
                    "type",
                    "isError",
                    "is_error",
                    "success",
                    "ok");
    private static final Set<String> FINE =
            Set.of("ok", "success", "succeeded", "completed", "done");
    private static final int MOST_FIELDS = 12;
    private static final int MOST_ROWS = 5;
    private static final int LONGEST = 300;
    private static final int DEEPEST = 4;

    private final Set<String> asked;
    private final Set<String> echoes;

    /**
     * @param echoes values that the tool was given and that needn't be said again
     */
    DataText(String question, Set<String> echoes) {
        this.asked = Words.contentStems(question);
        this.echoes = echoes;
    }

    /** The data without what only wraps it. */
    static JsonNode unwrapped(JsonNode json) {
        JsonNode inner = json;
        for (int depth = 0; depth < DEEPEST; depth++) {
            JsonNode next = onlyTelling(inner);
            if (next.equals(inner)) {
                return inner;
            }
            inner = next;
        }
        return inner;
    }

    private static JsonNode onlyTelling(JsonNode json) {
        if (json.isArray() && json.size() == 1 && json.get(0).path("text").isTextual()) {
            return json.get(0).path("text"); // MCP content
        }
        List<Map.Entry<String, JsonNode>> telling =
                json.properties().stream()
                        .filter(it -> !isNoise(it.getKey(), it.getValue()))
                        .toList();
        boolean wraps = telling.size() == 1 && WRAPPERS.contains(telling.getFirst().getKey());
        return wraps ? telling.getFirst().getValue() : json;
    }

    private static boolean isNoise(String name, JsonNode value) {
        boolean fine = name.equals("status") && FINE.contains(value.asText());
        return TECHNICAL.contains(name) || fine || value.isNull();
    }

    String of(JsonNode json) {
        return say(json, 0);
    }

    private String say(JsonNode json, int depth) {
        if (json.isValueNode()) {
            return shortened(json.asText());
        }
        if (depth > DEEPEST || json.isEmpty()) {
            return json.isEmpty() ? "nothing" : json.toString();
        }
        return json.isArray() ? list(json, depth) : fields((ObjectNode) json, depth);
    }

    private String list(JsonNode array, int depth) {
        boolean plain = array.get(0).isValueNode();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < Math.min(array.size(), plain ? MOST_FIELDS : MOST_ROWS); i++) {
            String item = say(array.get(i), depth + 1);
            said.add(plain || array.size() == 1 ? item : "(" + (i + 1) + ") " + item);
        }
        int more = array.size() - said.size();
        return String.join(plain ? ", " : "; ", said) + (more > 0 ? " and " + more + " more" : "");
    }

    private String fields(ObjectNode object, int depth) {
        List<Map.Entry<String, JsonNode>> telling =
                object.properties().stream()
                        .filter(it -> !isNoise(it.getKey(), it.getValue()))
                        .toList();
        List<Map.Entry<String, JsonNode>> fresh =
                telling.stream()
                        .filter(it ->
                                !(it.getValue().isValueNode()
                                        && echoes.contains(it.getValue().asText())))
                        .toList();
        List<Map.Entry<String, JsonNode>> said = fresh.isEmpty() ? telling : fresh;
        if (said.size() == 1 && MAIN.contains(said.getFirst().getKey())) {
            return say(said.getFirst().getValue(), depth + 1);
        }
        return said.stream()
                .sorted(Comparator.comparingInt(it -> isAsked(it.getKey()) ? 0 : 1))
                .limit(MOST_FIELDS)
                .map(it -> label(it.getKey()) + " " + say(it.getValue(), depth + 1))
                .collect(Collectors.joining(", "));
    }

    private boolean isAsked(String name) {
        return Words.contentStems(Words.ofIdentifier(name)).stream().anyMatch(asked::contains);
    }

    private static String label(String name) {
        return Words.ofIdentifier(name).stream()
                .map(word -> word.text())
                .collect(Collectors.joining(" "));
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s*\\n\\s*", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
