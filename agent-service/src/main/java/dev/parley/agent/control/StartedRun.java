package dev.parley.agent.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code 202} says of a run that was started: it will come to one end.
 *
 * @param queuePosition its place among those that wait, from 1; null if nobody can tell
 * @param estimatedWaitMs how long until it begins, in milliseconds; null if nobody can tell
 * @param dueAt when it can begin, if that lies ahead
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StartedRun(
        RunId id,
        String status,
        Priority priority,
        @Nullable Long queuePosition,
        @Nullable Long estimatedWaitMs,
        @Nullable Instant dueAt) {}
