package dev.parley.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.CallId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run. The terminal activities are {@link Completed}, {@link Failed} and {@link
 * Cancelled}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunActivity.Started.class, name = "run.started"),
    @JsonSubTypes.Type(value = RunActivity.Delta.class, name = "message.delta"),
    @JsonSubTypes.Type(value = RunActivity.Reset.class, name = "message.reset"),
    @JsonSubTypes.Type(value = RunActivity.Postponed.class, name = "run.postponed"),
    @JsonSubTypes.Type(value = RunActivity.RequiresAction.class, name = "run.requires_action"),
    @JsonSubTypes.Type(value = RunActivity.ToolCalled.class, name = "tool.called"),
    @JsonSubTypes.Type(value = RunActivity.ToolFinished.class, name = "tool.finished"),
    @JsonSubTypes.Type(value = RunActivity.ToolFailed.class, name = "tool.failed"),
    @JsonSubTypes.Type(value = RunActivity.Completed.class, name = "run.completed"),
    @JsonSubTypes.Type(value = RunActivity.Failed.class, name = "run.failed"),
    @JsonSubTypes.Type(value = RunActivity.Cancelled.class, name = "run.cancelled")
})
public sealed interface RunActivity {

    /** Whether this ends the run. */
    default boolean terminal() {
        return this instanceof Completed || this instanceof Failed || this instanceof Cancelled;
    }

    /**
     * A worker took the run up.
     *
     * @param agent the agent's name
     * @param agentVersion the version of the agent that the run keeps
     * @param attempt how often the run was taken up, counted from 1
     * @param reply the text of the reply that finished steps have already produced; empty at first
     */
    record Started(
            @JsonProperty(required = true) String agent,
            @JsonProperty(required = true) int agentVersion,
            @JsonProperty(required = true) int attempt,
            @JsonProperty(required = true) String reply)
            implements RunActivity {}

    /**
     * More text of the reply.
     *
     * @param offset where in the reply the text begins, in UTF-16 units; a reader that has less has
     *     missed something
     * @param text the text
     */
    record Delta(
            @JsonProperty(required = true) int offset, @JsonProperty(required = true) String text)
            implements RunActivity {}

    /**
     * A step is tried again: what was streamed of this reply is void.
     *
     * @param reply the text that stays, from finished steps
     */
    record Reset(@JsonProperty(required = true) String reply) implements RunActivity {}

    /**
     * The run failed in a way that may pass, and is tried again.
     *
     * @param problem why
     * @param retryAt when, at the earliest
     */
    record Postponed(
            @JsonProperty(required = true) RunProblem problem,
            @JsonProperty(required = true) Instant retryAt)
            implements RunActivity {}

    /**
     * The run waits until somebody has decided on tool calls.
     *
     * @param actions the calls, at least one
     */
    record RequiresAction(@JsonProperty(required = true) List<RequiredAction> actions)
            implements RunActivity {}

    /**
     * A tool is about to be called.
     *
     * @param forClient true if it is the client that calls it, after this run
     */
    record ToolCalled(
            @JsonProperty(required = true) CallId callId,
            @JsonProperty(required = true) String tool,
            @JsonProperty(required = true) JsonNode arguments,
            @Nullable Boolean forClient)
            implements RunActivity {}

    /** A tool gave a result. */
    record ToolFinished(
            @JsonProperty(required = true) CallId callId,
            @JsonProperty(required = true) String tool,
            @JsonProperty(required = true) JsonNode result,
            @JsonProperty(required = true) long durationMs)
            implements RunActivity {}

    /** A tool gave none. */
    record ToolFailed(
            @JsonProperty(required = true) CallId callId,
            @JsonProperty(required = true) String tool,
            @JsonProperty(required = true) RunProblem problem,
            @JsonProperty(required = true) long durationMs)
            implements RunActivity {}

    /**
     * The run ended with a reply.
     *
     * @param reply the whole reply
     * @param toolCalls every tool call of the run, in order
     */
    record Completed(
            @JsonProperty(required = true) String agent,
            @JsonProperty(required = true) String reply,
            @JsonProperty(required = true) List<ToolCallRecord> toolCalls,
            @JsonProperty(required = true) Usage usage)
            implements RunActivity {}

    /** The run ended without a reply. */
    record Failed(
            @JsonProperty(required = true) String agent,
            @JsonProperty(required = true) RunProblem problem,
            @JsonProperty(required = true) List<ToolCallRecord> toolCalls,
            @JsonProperty(required = true) Usage usage)
            implements RunActivity {}

    /**
     * The run was stopped on request.
     *
     * @param reply what had been said by then, perhaps nothing
     * @param toolCalls every tool call of the run that ended, in order
     */
    record Cancelled(
            @JsonProperty(required = true) String agent,
            @JsonProperty(required = true) String reply,
            @JsonProperty(required = true) List<ToolCallRecord> toolCalls,
            @JsonProperty(required = true) Usage usage)
            implements RunActivity {}
}
