package dev.parley.agent.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.ScheduleId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as clients see it.
 *
 * @param user on whose behalf its runs act
 * @param nextAt when it begins the next run; null if it begins none
 * @param lastAt the last time that came
 * @param lastRunId the last run that it began
 * @param lastSkipped why the last time passed without a run; null if it did not
 * @param skipped how many times passed without a run
 */
record ScheduleView(
        ScheduleId id,
        String user,
        String agent,
        String content,
        String cron,
        String timeZone,
        Priority priority,
        ScheduleRequest.Overlap overlap,
        boolean enabled,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer maxAttempts,
        Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant nextAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant lastAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable RunId lastRunId,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String lastSkipped,
        long skipped,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
