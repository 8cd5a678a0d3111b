package dev.parley.agent.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run as clients see it. */
record RunView(
        RunId id,
        ConversationId conversationId,
        String agent,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer agentVersion,
        RunStatus status,
        Priority priority,
        int attempts,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String problem,
        Usage usage,
        Instant acceptedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant startedAt,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant endedAt,
        List<Step> steps) {

    /**
     * A finished step.
     *
     * @param kind {@code model} or {@code tool}
     * @param output what it gave, as it was journalled
     */
    record Step(
            int step,
            String kind,
            int attempt,
            @JsonRawValue String output,
            Instant startedAt,
            Instant endedAt) {}
}
