package dev.parley.contracts.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ExecutionId;
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
     */
    public record Request(JsonNode arguments, CallId callId) {}

    /**
     * How it ended.
     *
     * @param status whether there is a result
     * @param result what the tool gave, if it succeeded
     * @param problem why it gave nothing, if it failed
     * @param durationMs how long the tool worked, in milliseconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Response(
            ExecutionId executionId,
            Status status,
            @Nullable JsonNode result,
            @Nullable RunProblem problem,
            boolean cached,
            long durationMs) {}

    /** SUCCEEDED has a result, FAILED a problem. */
    public enum Status {
        SUCCEEDED,
        FAILED;

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
