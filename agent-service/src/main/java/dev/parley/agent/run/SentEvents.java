package dev.parley.agent.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.Topic;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunEvent;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.events.EventSender;
import dev.parley.platform.events.OutgoingEvent;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.telemetry.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What one claim of a run says. Events are numbered and sent at once; those that Kafka has not
 * acknowledged when the run ends go through the outbox together with the terminal event. A reader
 * drops what comes twice.
 */
final class SentEvents implements RunEvents {

    private final ClaimedRun run;
    private final ConversationId conversation;
    private final EventSender sender;
    private final Deque<Sent> unacknowledged = new ArrayDeque<>();
    private int nextIndex;

    SentEvents(ClaimedRun run, ConversationId conversation, EventSender sender) {
        this.run = run;
        this.conversation = conversation;
        this.sender = sender;
    }

    private record Sent(String payload, CompletableFuture<Void> acknowledged) {

        boolean arrived() {
            return acknowledged.isDone() && !acknowledged.isCompletedExceptionally();
        }
    }

    @Override
    public void emit(RunActivity activity) {
        String payload = write(activity);
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        String traceparent = TraceContext.currentTraceparent().orElse(null);
        OutgoingEvent event =
                new OutgoingEvent(
                        Topic.RUN_EVENTS.topicName(), conversation.toString(), bytes, traceparent);
        unacknowledged.add(new Sent(payload, sender.send(event)));
        while (!unacknowledged.isEmpty() && unacknowledged.peek().arrived()) {
            unacknowledged.remove();
        }
    }

    @Override
    public List<OutboxEvent> toOutbox(RunActivity terminal, Duration patience)
            throws InterruptedException {
        await(patience);
        List<OutboxEvent> rows = new ArrayList<>();
        boolean missing = false;
        for (Sent sent : unacknowledged) {
            // From the first gap on all are repeated, so that their order in the outbox is whole.
            missing |= !sent.arrived();
            if (missing) {
                rows.add(row(sent.payload()));
            }
        }
        rows.add(row(write(terminal)));
        return rows;
    }

    private void await(Duration patience) throws InterruptedException {
        CompletableFuture<?>[] open =
                unacknowledged.stream().map(Sent::acknowledged).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(open).get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What has not arrived goes through the outbox.
            return;
        }
        unacknowledged.clear();
    }

    private OutboxEvent row(String payload) {
        return new OutboxEvent(
                run.tenant(), Topic.RUN_EVENTS.topicName(), conversation.toString(), payload);
    }

    private String write(RunActivity activity) {
        RunEvent event =
                new RunEvent(
                        RunEvent.VERSION,
                        run.tenant(),
                        conversation,
                        run.id(),
                        run.epoch(),
                        nextIndex++,
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        activity);
        try {
            return EventJson.mapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
