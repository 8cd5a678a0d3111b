package dev.parley.agent.intake;

import dev.parley.agent.ending.CancelRuns;
import dev.parley.contracts.event.CancelRequested;
import dev.parley.contracts.event.ConversationDeleted;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.MessagePosted;
import dev.parley.platform.events.EventIntake;
import dev.parley.platform.events.EventPump;
import dev.parley.platform.events.Received;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes {@code parley.messages}. Only queues: execution happens outside the consumer, so that a
 * long run never holds up a partition. Order within a conversation does not depend on delivery;
 * each message names the run before its own.
 */
@ApplicationScoped
class MessageConsumer {

    private final EventPump pump;
    private final EnqueueRuns enqueue;
    private final CancelRuns cancel;
    private final ForgetRuns forget;
    private final EventIntake<ConversationEvent> intake;

    @Inject
    MessageConsumer(EventPump pump, EnqueueRuns enqueue, CancelRuns cancel, ForgetRuns forget) {
        this.pump = pump;
        this.enqueue = enqueue;
        this.cancel = cancel;
        this.forget = forget;
        this.intake =
                new EventIntake<>(
                        "agent-service",
                        ConversationEvent.class,
                        ConversationEvent.VERSION,
                        EventJson.mapper(),
                        this::take);
    }

    @Incoming("messages")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        pump.pump(records, intake);
    }

    /**
     * Posted messages go first, all at once: whatever is said of a run was said after its message.
     */
    private void take(List<Received<ConversationEvent>> batch) {
        List<Received<MessagePosted>> posted = new ArrayList<>(batch.size());
        for (Received<ConversationEvent> received : batch) {
            if (received.event() instanceof MessagePosted message) {
                posted.add(received.with(message));
            }
        }
        if (!posted.isEmpty()) {
            enqueue.enqueue(posted);
        }
        for (Received<ConversationEvent> received : batch) {
            switch (received.event()) {
                case MessagePosted message -> {}
                case CancelRequested wanted -> cancel.cancel(wanted.tenant(), wanted.runId());
                case ConversationDeleted deleted -> forget.forget(deleted);
            }
        }
    }
}
