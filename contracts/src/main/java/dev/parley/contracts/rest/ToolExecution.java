package dev.parley.contracts.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.ExecutionId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/tools/{name}/execute}: what is asked and what is answered. */
public final class ToolExecution {

    private ToolExecution() {}

    /**
     * A call.
     *
     * @param arguments an object that fits the tool's input schema
     * @param callId the idempotency key: the same call id returns the same outcome and runs the
     *     tool once
     * @param context where the call comes from
     */
    public record Request(JsonNode arguments, CallId callId, Context context) {}

    /**
     * Where a call comes from.
     *
     * @param conversationId the conversation, if there is one
     * @param agent the name of the agent that calls
     * @param epoch which claim of the run calls; that of an earlier claim than one that called
     *     before is refused
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Context(
            @Nullable ConversationId conversationId, @Nullable String agent, int epoch) {}

    /**
     * How it stands with a call.
     *
     * @param status whether it has ended, and how
     * @param result what the tool gave, if it succeeded
     * @param problem why it gave nothing, if it failed or nobody knows
     * @param note what to know about the result, such as that it was cut off
     * @param cached whether the result is that of an earlier call
     * @param cache since when it was kept, and why, if it is
     * @param attempts how often the tool was asked
     * @param durationMs how long the tool worked, in milliseconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Response(
            ExecutionId executionId,
            Status status,
            @Nullable JsonNode result,
            @Nullable RunProblem problem,
            @Nullable String note,
            boolean cached,
            @Nullable Kept cache,
            int attempts,
            long durationMs) {}

    /**
     * A result of an earlier call.
     *
     * @param since when it was got
     * @param why it stands for this call, in words
     */
    public record Kept(Instant since, String why) {}

    /** How it stands with a call. */
    public enum Status {
        /** It goes on; the same call id asks again. */
        RUNNING,
        /** It has a result. */
        SUCCEEDED,
        /** It has none, and did nothing that counts. */
        FAILED,
        /** It may have been carried out, and nobody will find out by asking again. */
        UNKNOWN;

        /** The name as clients read it. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads the name as clients read it; throws {@link IllegalArgumentException} for any other
         * text.
         */
        @JsonCreator
        public static Status parse(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
