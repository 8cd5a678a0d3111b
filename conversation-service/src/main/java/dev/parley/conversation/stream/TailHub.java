package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.LogAppended;
import dev.parley.conversation.log.LogEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The readers on this replica. Hears of appended events from this process after the commit, and of
 * others' over Redis.
 */
@ApplicationScoped
class TailHub {

    private final Map<ConversationId, Set<Subscription>> readers = new ConcurrentHashMap<>();
    private final AtomicInteger open;
    private final Counter overflows;
    private final RedisTail redis;

    @Inject
    TailHub(RedisTail redis, MeterRegistry meters) {
        this.redis = redis;
        this.open = meters.gauge("parley.stream.active", new AtomicInteger());
        this.overflows =
                Counter.builder("parley.stream.overflows")
                        .description(
                                "Times a reader's queue was full, so that it read the log instead")
                        .register(meters);
        redis.onMessage(message -> deliver(message.conversation(), message.events()));
    }

    Subscription subscribe(ConversationId conversation) {
        Subscription subscription = new Subscription(conversation, this);
        // Added inside compute: a set that is emptied and removed in between would lose the new
        // reader.
        readers.compute(
                conversation,
                (id, present) -> {
                    Set<Subscription> kept =
                            present == null ? ConcurrentHashMap.newKeySet() : present;
                    kept.add(subscription);
                    return kept;
                });
        open.incrementAndGet();
        return subscription;
    }

    void remove(Subscription subscription) {
        readers.computeIfPresent(
                subscription.conversation(),
                (id, present) -> {
                    present.remove(subscription);
                    return present.isEmpty() ? null : present;
                });
        open.decrementAndGet();
    }

    void onAppended(@Observes(during = TransactionPhase.AFTER_SUCCESS) LogAppended appended) {
        if (appended.events().isEmpty()) {
            return;
        }
        ConversationId conversation = appended.events().getFirst().conversationId();
        deliver(conversation, appended.events());
        redis.publish(conversation, appended.events());
    }

    private void deliver(ConversationId conversation, List<LogEvent> events) {
        for (Subscription reader : readers.getOrDefault(conversation, Set.of())) {
            reader.offer(new Subscription.Signal.Appended(events));
        }
    }

    /** Makes every reader of these conversations look at the log. */
    void nudge(Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            for (Subscription reader : readers.getOrDefault(conversation, Set.of())) {
                reader.offer(new Subscription.Signal.LogHasGrown());
            }
        }
    }

    Set<ConversationId> watched() {
        return Set.copyOf(readers.keySet());
    }

    void countOverflow() {
        overflows.increment();
    }
}
