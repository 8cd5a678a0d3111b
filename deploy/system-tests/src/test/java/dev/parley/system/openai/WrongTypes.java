package dev.parley.system.openai;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.system.hostile.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A request that is right but for one value, which is of another type than it should be.
 *
 * @param at where the value stands
 */
record WrongTypes(String path, JsonNode right, JsonPointer at) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CHAT =
            """
            {"model": "assistant", "stream": true, "stream_options": {"include_usage": true}, "temperature": 1.0,
             "top_p": 1.0, "max_tokens": 10, "max_completion_tokens": 10, "n": 1, "user": "u", "metadata": {"a": "b"},
             "parallel_tool_calls": true, "tool_choice": {"type": "function", "function": {"name": "f"}},
             "tools": [{"type": "function", "function": {"name": "f", "description": "d", "parameters": {}}}],
             "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {}}},
             "messages": [
               {"role": "user", "content": "hi"},
               {"role": "assistant", "tool_calls": [
                 {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
               {"role": "tool", "tool_call_id": "c", "content": "x"},
               {"role": "user", "content": [{"type": "text", "text": "hi"}]}]}
            """;

    private static final String RESPONSE =
            """
            {"model": "assistant", "stream": true, "background": false, "store": true, "temperature": 1.0, "top_p": 1.0,
             "max_output_tokens": 10, "metadata": {"a": "b"}, "parallel_tool_calls": true, "instructions": "i",
             "previous_response_id": "${response}", "tool_choice": {"type": "function", "name": "f"},
             "tools": [{"type": "function", "name": "f", "description": "d", "parameters": {}}],
             "text": {"format": {"type": "json_schema", "name": "n", "schema": {}}},
             "input": [
               {"role": "user", "content": "hi"},
               {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"},
               {"type": "function_call_output", "call_id": "c", "output": "x"},
               {"type": "item_reference", "id": "${item}"},
               {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "hi"}]}]}
            """;

    static Stream<Arguments> all() throws JsonProcessingException {
        return Stream.concat(
                        of("/openai/v1/chat/completions", CHAT),
                        of("/openai/v1/responses", RESPONSE))
                .map(wrong -> Arguments.of(wrong.path, wrong.at.toString(), wrong));
    }

    /** What is put in place of the right value, each of a type that it is not. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        JsonNode value = right.at(at);
        if (!value.isTextual() && !mayBeText()) {
            values.add("\"\\u2603\"");
        }
        if (!value.isNumber()) {
            values.add("-12");
            values.add("1.5e300");
        }
        if (!value.isBoolean()) {
            values.add("true");
        }
        if (!value.isObject()) {
            values.add("{\"a\":[{}]}");
        }
        if (!value.isArray()) {
            values.add("[[null]]");
        }
        return values;
    }

    /** What is a list of parts or items here may be a mere text as well. */
    private boolean mayBeText() {
        return right.at(at).isArray() && at.toString().matches(".*/content|/input");
    }

    BadInput request(String value) {
        return new BadInput(
                "",
                "json",
                at.toString(),
                null,
                null,
                "POST",
                path,
                null,
                null,
                with(value),
                null,
                null,
                false,
                false,
                List.of());
    }

    private String with(String value) {
        JsonNode changed = right.deepCopy();
        JsonNode parent = changed.at(at.head());
        try {
            JsonNode wrong = JSON.readTree(value);
            if (parent instanceof ArrayNode array) {
                array.set(at.last().getMatchingIndex(), wrong);
            } else {
                ((ObjectNode) parent).set(at.last().getMatchingProperty(), wrong);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + value, e);
        }
        return changed.toString();
    }

    private static Stream<WrongTypes> of(String path, String body) throws JsonProcessingException {
        JsonNode right = JSON.readTree(body);
        List<JsonPointer> places = new ArrayList<>();
        collect(right, JsonPointer.empty(), places);
        return places.stream().map(place -> new WrongTypes(path, right, place));
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (!at.matches()) {
            places.add(at);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            collect(field.getValue(), at.appendProperty(field.getKey()), places);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), places);
        }
    }
}
