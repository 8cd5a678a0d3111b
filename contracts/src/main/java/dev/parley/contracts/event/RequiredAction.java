package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.CallId;

/**
 * A tool call that waits for somebody's approval.
 *
 * @param approvalId what is to be decided on, at tool-service or with the run's actions
 */
public record RequiredAction(
        @JsonProperty(required = true) CallId callId,
        @JsonProperty(required = true) String tool,
        @JsonProperty(required = true) JsonNode arguments,
        @JsonProperty(required = true) ApprovalId approvalId) {}
