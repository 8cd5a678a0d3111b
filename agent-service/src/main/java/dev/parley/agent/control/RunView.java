package dev.parley.agent.control;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.RequiredAction;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.ScheduleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as clients see it.
 *
 * @param user whose it is
 * @param conversationId null for one that was started without
 * @param requiredActions tool calls that people must decide on before it goes on
 * @param attempts how often it was begun
 * @param dueAt when it can be begun, while that lies ahead: it was scheduled, or failed and is to
 *     be tried again
 * @param deadlineAt when it ends at the latest, if it is executed from now on; null before its
 *     first begin
 * @param deadLetter whether it was given up although trying again might help
 * @param retryOf the run that was tried again with this one
 * @param scheduleId the schedule that began it
 * @param replayOf the run that this one replays, without effects
 */
record RunView(
        RunId id,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable ConversationId conversationId,
        String user,
        String agent,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer agentVersion,
        @JsonIgnore RunStatus status,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RequiredAction> requiredActions,
        Priority priority,
        int attempts,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable RunProblem problem,
        Usage usage,
        Map<String, String> metadata,
        Instant acceptedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant dueAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant startedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant deadlineAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant endedAt,
        boolean deadLetter,
        @Nullable RunId retryOf,
        @Nullable RunId replayOf,
        @Nullable ScheduleId scheduleId) {

    /** As clients see it: a run that waits for people is in the queue, but not for its turn. */
    @JsonProperty("status")
    String shownStatus() {
        return requiredActions.isEmpty() ? status.wireName() : "requires_action";
    }

    /**
     * A run with all that is known of it.
     *
     * @param reply what was answered
     * @param timings where its time went
     * @param steps what is finished of it, in order
     * @param failures what went wrong, attempt by attempt
     */
    record Whole(
            @JsonUnwrapped RunView run,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String reply,
            Timings timings,
            List<Step> steps,
            List<Failure> failures) {}

    /**
     * A finished step.
     *
     * @param step which model call it is or belongs to, from 0
     * @param kind {@code model} or {@code tool}
     * @param attempt the claim that finished it
     * @param inputHash SHA-256 over all that decided its output; null for steps of early versions
     * @param output what it gave, as it was journalled
     * @param durationMs how long it took
     */
    record Step(
            int step,
            String kind,
            int attempt,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String inputHash,
            @JsonRawValue String output,
            Instant startedAt,
            Instant endedAt,
            long durationMs) {}

    /**
     * An attempt that came to nothing.
     *
     * @param worker the process that had the run
     * @param step the step it was at
     */
    record Failure(int attempt, Instant at, String worker, int step, String code, String detail) {}

    /**
     * Where the time of a run went, in milliseconds; null while that has not begun.
     *
     * @param queuedMs from its acceptance to its first begin
     * @param contextMs from there to its first step
     * @param modelMs in model calls
     * @param toolsMs in tool calls
     * @param totalMs from its acceptance to its end
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Timings(
            @Nullable Long queuedMs,
            @Nullable Long contextMs,
            long modelMs,
            long toolsMs,
            @Nullable Long totalMs) {

        static Timings of(RunView run, List<Step> steps) {
            Instant firstStep = steps.isEmpty() ? null : steps.getFirst().startedAt();
            return new Timings(
                    between(run.acceptedAt(), run.startedAt()),
                    between(run.startedAt(), firstStep),
                    sum(steps, "model"),
                    sum(steps, "tool"),
                    between(run.acceptedAt(), run.endedAt()));
        }

        private static long sum(List<Step> steps, String kind) {
            return steps.stream()
                    .filter(step -> step.kind().equals(kind))
                    .mapToLong(Step::durationMs)
                    .sum();
        }

        private static @Nullable Long between(@Nullable Instant from, @Nullable Instant to) {
            return from == null || to == null
                    ? null
                    : Math.max(0, Duration.between(from, to).toMillis());
        }
    }
}
