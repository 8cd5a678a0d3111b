package dev.parley.tool.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.definition.CacheRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call gave, kept for equal ones.
 *
 * @param result as JSON; null for a failure
 * @param bytes how much had come back
 * @param since when it was got
 */
record KeptResult(
        @Nullable String result,
        @Nullable RunProblem problem,
        @Nullable String note,
        long bytes,
        Instant since) {

    /** Failures that say nothing of the tool: the next call may well get through. */
    private static final Set<String> OF_THIS_MOMENT =
            Set.of("cancelled", "circuit-open", "tool-busy", "stale-claim", "approval-expired");

    static KeptResult of(Outcome outcome, Instant since) {
        return new KeptResult(
                outcome.result() == null ? null : outcome.result().toString(),
                outcome.problem(),
                outcome.note(),
                outcome.bytes(),
                since);
    }

    /** How long it stands for equal calls to come. */
    Duration life(CacheRule rule) {
        if (problem == null) {
            return rule.ttl();
        }
        return OF_THIS_MOMENT.contains(problem.code())
                ? Duration.ZERO
                : Objects.requireNonNullElse(rule.failuresTtl(), Duration.ZERO);
    }

    /** Whether it stands for the equal calls that wait for it; that one was cancelled does not. */
    boolean standsForThoseWhoWait() {
        return problem == null || !OF_THIS_MOMENT.contains(problem.code());
    }

    Outcome outcome() {
        return problem == null
                ? new Outcome(Status.SUCCEEDED, json(), null, note, bytes)
                : Outcome.failed(problem);
    }

    private JsonNode json() {
        try {
            return EventJson.mapper().readTree(Objects.requireNonNull(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept result is not readable", e);
        }
    }
}
