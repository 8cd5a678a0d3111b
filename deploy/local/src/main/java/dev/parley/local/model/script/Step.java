package dev.parley.local.model.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.chat.Pace;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a script does with one request. */
sealed interface Step {

    /**
     * Answers with text.
     *
     * @param usage sent instead of the true one; null for the true one, a missing node for none at
     *     all
     * @param pause where to stop and wait, inside the text
     */
    record Text(String text, @Nullable JsonNode usage, @Nullable Pause pause) implements Step {}

    /** Waits for a gate once so many tokens have been sent. */
    record Pause(String gate, int afterTokens) {}

    /** Asks for tool calls, with words before them or none. */
    record ToolCalls(String text, List<Call> calls, @Nullable JsonNode usage) implements Step {}

    /**
     * One scripted call.
     *
     * @param id the call's id; null for one derived from the request
     * @param arguments sent as they are, valid JSON or not
     */
    record Call(@Nullable String id, String name, String arguments) {}

    /** Refuses with an error in OpenAI's shape. */
    record Refusal(int status, String message, OptionalInt retryAfterSeconds) implements Step {}

    /** Breaks the connection after so many tokens. */
    record Cut(String text, int afterTokens) implements Step {}

    /** Answers with a web page. */
    record Html(int status) implements Step {}

    /** Answers with nothing. */
    record Empty(Nothing what) implements Step {}

    /** Which part of an answer is missing. */
    enum Nothing {
        CONTENT,
        CHOICES,
        BODY
    }

    /** Streams until the client leaves. */
    record Endless() implements Step {}

    /** Sends nothing until the client leaves. */
    record Hang() implements Step {}

    /** Does the first the first so many times, then the other. */
    record Times(int times, Step first, Step then) implements Step {}

    /** Waits until a test opens a gate. */
    record Gated(String gate, Step step) implements Step {}

    /** Keeps a pace of its own. */
    record Paced(Pace pace, Step step) implements Step {}
}
