package dev.parley.local.model.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.chat.Pace;
import dev.parley.local.model.script.Step.Call;
import dev.parley.local.model.script.Step.Nothing;
import dev.parley.local.model.script.Step.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads scripts strictly. */
final class ScriptReader {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MOST_STEPS = 1000;
    private static final int LONGEST_WAIT_MILLIS = 600_000;
    private static final int MOST = 1_000_000;
    private static final int DEEPEST = 5;

    /** Throws {@link InvalidRequest} with a sentence on what is wrong. */
    Script read(byte[] json) {
        try {
            return read(JSON.readTree(json));
        } catch (IOException e) {
            throw Fields.invalid("The script is not valid JSON.", "");
        }
    }

    Script read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw Fields.invalid("The script is not valid JSON: " + e.getOriginalMessage(), "");
        }
    }

    private Script read(JsonNode json) {
        Fields fields = new Fields(json, "");
        Pace pace = pace(fields, Pace.AT_ONCE);
        JsonNode list = fields.any("steps");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_STEPS) {
            throw Fields.invalid(
                    "steps must be an array of 1 to " + MOST_STEPS + " steps.", "steps");
        }
        fields.checkAllRead();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            steps.add(step(list.get(i), "steps[" + i + "]", pace, 0));
        }
        return new Script(pace, steps);
    }

    private static Pace pace(Fields fields, Pace otherwise) {
        int first = (int) otherwise.firstTokenMillis();
        int token = (int) otherwise.tokenMillis();
        return new Pace(
                fields.number("first_token_ms", LONGEST_WAIT_MILLIS, first),
                fields.number("token_ms", LONGEST_WAIT_MILLIS, token));
    }

    private Step step(JsonNode json, String where, Pace usual, int depth) {
        if (depth > DEEPEST) {
            throw Fields.invalid(where + " is nested too deeply.", where);
        }
        Fields fields = new Fields(json, where);
        Pace pace = pace(fields, usual);
        boolean paused = fields.has("gate_after_tokens");
        Step step = plain(fields);
        if (!pace.equals(usual)) {
            step = new Step.Paced(pace, step);
        }
        if (fields.has("gate") && !paused) {
            step = new Step.Gated(fields.text("gate"), step);
        }
        if (fields.has("times") || fields.has("then")) {
            int times = fields.number("times", MOST);
            step =
                    new Step.Times(
                            times,
                            step,
                            step(fields.any("then"), fields.at("then"), usual, depth + 1));
        }
        fields.checkAllRead();
        return step;
    }

    private static Step plain(Fields fields) {
        if (fields.has("cut_after_tokens")) {
            String words =
                    fields.text("text", "This answer breaks off in the middle of a sentence.");
            return new Step.Cut(words, fields.number("cut_after_tokens", MOST));
        }
        if (fields.has("tool_calls")) {
            return toolCalls(fields);
        }
        if (fields.has("text") || fields.has("tokens")) {
            return text(fields);
        }
        if (fields.has("error")) {
            return error(fields.object("error"));
        }
        return fault(fields);
    }

    private static Step fault(Fields fields) {
        if (fields.has("html")) {
            fields.flag("html");
            return new Step.Html(fields.number("status", 599, 200));
        }
        if (fields.has("empty")) {
            return new Step.Empty(nothing(fields));
        }
        if (fields.has("endless")) {
            fields.flag("endless");
            return new Step.Endless();
        }
        if (fields.has("hang")) {
            fields.flag("hang");
            return new Step.Hang();
        }
        throw Fields.invalid(
                fields.at("")
                        + " does nothing: give text, tokens, tool_calls, error, cut_after_tokens, html, empty,"
                        + " endless or hang.",
                fields.at(""));
    }

    private static Nothing nothing(Fields fields) {
        JsonNode what = fields.any("empty");
        if (what.isBoolean() && what.asBoolean()) {
            return Nothing.CONTENT;
        }
        for (Nothing nothing : Nothing.values()) {
            if (nothing.name().toLowerCase(Locale.ROOT).equals(what.asText())) {
                return nothing;
            }
        }
        throw Fields.invalid(
                fields.at("empty") + " must be true, content, choices or body.",
                fields.at("empty"));
    }

    /**
     * Without a text of its own so many words; with one, so many of its words, said again if it has
     * fewer.
     */
    private static Step text(Fields fields) {
        String text = fields.text("text", "word");
        if (fields.has("tokens")) {
            text = Repetition.of(text, fields.number("tokens", MOST));
        }
        Pause pause = null;
        if (fields.has("gate_after_tokens")) {
            pause = new Pause(fields.text("gate"), fields.number("gate_after_tokens", MOST));
        }
        return new Step.Text(text, usage(fields), pause);
    }

    private static Step toolCalls(Fields fields) {
        List<Call> calls = new ArrayList<>();
        JsonNode list = fields.any("tool_calls");
        for (int i = 0; i < list.size(); i++) {
            calls.add(call(new Fields(list.get(i), fields.at("tool_calls[" + i + "]"))));
        }
        if (calls.isEmpty()) {
            throw Fields.invalid(
                    fields.at("tool_calls") + " must be an array of calls.",
                    fields.at("tool_calls"));
        }
        return new Step.ToolCalls(fields.text("text", ""), calls, usage(fields));
    }

    private static Call call(Fields call) {
        String raw = call.text("raw_arguments", "");
        String arguments = call.has("arguments") ? call.any("arguments").toString() : "{}";
        Call read =
                new Call(
                        call.has("id") ? call.text("id") : null,
                        call.text("name"),
                        call.has("raw_arguments") ? raw : arguments);
        call.checkAllRead();
        return read;
    }

    private static @Nullable JsonNode usage(Fields fields) {
        JsonNode usage = fields.anyOrNull("bad_usage");
        return usage != null && usage.isNull() ? MissingNode.getInstance() : usage;
    }

    private static Step error(Fields error) {
        int status = error.number("status", 599);
        if (status < 400) {
            throw Fields.invalid(
                    error.at("status") + " must be from 400 to 599.", error.at("status"));
        }
        Step.Refusal read =
                new Step.Refusal(
                        status,
                        error.text("message", "The script says so."),
                        error.numberIfThere("retry_after", MOST));
        error.checkAllRead();
        return read;
    }
}
