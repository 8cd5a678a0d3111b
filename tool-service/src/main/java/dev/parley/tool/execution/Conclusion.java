package dev.parley.tool.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.ToolExecuted;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the outcome of a call; the row and the event that tells of it are one transaction. */
@ApplicationScoped
class Conclusion {

    private final Ledger ledger;
    private final ResultCache results;
    private final Outbox outbox;
    private final ExecutionMeters meters;

    @Inject
    Conclusion(Ledger ledger, ResultCache results, Outbox outbox, ExecutionMeters meters) {
        this.ledger = ledger;
        this.results = results;
        this.outbox = outbox;
        this.meters = meters;
    }

    /**
     * False if the call is another process' by now.
     *
     * @param owner the process that is at it; null for a call that waits for an approval
     * @param outdated the tools whose kept results are worthless from now on
     */
    @Transactional
    boolean write(
            Subject subject,
            @Nullable String owner,
            Outcome outcome,
            Effort effort,
            List<String> outdated) {
        outdated.forEach(results::dropTool);
        if (!ledger.end(subject.key(), owner, outcome, effort)) {
            return false;
        }
        outbox.append(List.of(event(subject, outcome, effort)));
        meters.ended(subject.tool(), outcome, effort);
        return true;
    }

    private static OutboxEvent event(Subject subject, Outcome outcome, Effort effort) {
        ToolExecuted event =
                new ToolExecuted(
                        ToolExecuted.VERSION,
                        subject.id(),
                        subject.key().tenant(),
                        subject.user(),
                        subject.key().callId(),
                        subject.approval(),
                        subject.run(),
                        subject.conversation(),
                        subject.agent(),
                        subject.tool(),
                        subject.toolVersion(),
                        subject.kind(),
                        outcome.status().shown().wireName(),
                        outcome.problem() == null ? null : outcome.problem().code(),
                        effort.reuse() != null,
                        effort.attempts(),
                        effort.durationMs(),
                        outcome.bytes(),
                        effort.cost(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Object orderedBy = Objects.requireNonNullElse(subject.run(), subject.id());
        return new OutboxEvent(
                subject.key().tenant(),
                Topic.TOOL_EXECUTIONS.topicName(),
                orderedBy.toString(),
                write(event));
    }

    private static String write(ToolExecuted event) {
        try {
            return EventJson.mapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
