package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.CallId;
import jakarta.validation.constraints.NotNull;

/**
 * The body of {@code POST /v1/tools/{name}/execute}.
 *
 * @param arguments an object that fits the tool's input schema
 * @param callId the idempotency key of the call
 */
public record ExecuteRequest(
        @NotNull(message = "is required: an object that fits the tool's input_schema")
                JsonNode arguments,
        @NotNull(message = "is required: call_<32 hex digits>_<step>_<index>") CallId callId) {}
