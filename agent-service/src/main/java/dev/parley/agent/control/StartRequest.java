package dev.parley.agent.control;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs}: a run without a conversation.
 *
 * @param agent the agent that answers
 * @param content what it is to answer, 1 to 32,768 characters
 * @param priority how urgent it is; {@code normal} if not given
 * @param scheduledAt when it can begin, a year ahead at most; at once if not given or past
 * @param delay the same from now on; not together with {@code scheduled_at}
 * @param maxAttempts how often it is tried if it fails in a way that may pass, 1 to 10; the queue's
 *     rule if not given
 * @param metadata up to 16 pairs that Parley keeps and never reads
 */
record StartRequest(
        @NotNull(message = "is required")
                @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message = "must be the name of an agent, such as \"assistant\"")
                String agent,
        @NotBlank(message = "is required and must not be blank")
                @Size(max = 32_768, message = "must have at most 32768 characters")
                String content,
        @Nullable Priority priority,
        @Nullable Instant scheduledAt,
        @DurationMin(message = "must be PT0S to P366D")
                @DurationMax(days = 366, message = "must be PT0S to P366D")
                @Nullable Duration delay,
        @Min(value = 1, message = "must be 1 to 10") @Max(value = 10, message = "must be 1 to 10")
                @Nullable Integer maxAttempts,
        @Valid @Nullable Metadata metadata) {

    private static final Duration FARTHEST = Duration.ofDays(366);

    Priority priorityOrDefault() {
        return priority == null ? Priority.NORMAL : priority;
    }

    /** When it can begin; null for at once. Refuses what is too far ahead or said twice. */
    @Nullable Instant dueAt(Instant now) {
        if (scheduledAt != null && delay != null) {
            throw ProblemException.invalid(
                    "/delay", "ambiguous", "Give scheduled_at or delay, not both.");
        }
        Instant due = delay == null ? scheduledAt : now.plus(delay);
        if (due != null && due.isAfter(now.plus(FARTHEST))) {
            throw ProblemException.invalid(
                    "/scheduled_at", "out-of-range", "scheduled_at must be within 366 days.");
        }
        return due == null || !due.isAfter(now) ? null : due;
    }
}
