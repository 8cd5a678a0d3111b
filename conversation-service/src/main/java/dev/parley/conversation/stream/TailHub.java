package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.LogAppended;
import dev.parley.conversation.log.LogEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
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
    private final TransactionManager transactions;

    @Inject
    TailHub(RedisTail redis, TransactionManager transactions, MeterRegistry meters) {
        this.redis = redis;
        this.transactions = transactions;
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

    /**
     * Waits for the commit as a plain synchronization of the transaction, not as a transactional
     * observer: those are interposed, as the cache's drops are, and the last that was registered
     * goes first. A plain one goes after all of them, so that a reader who hears of a reply does
     * not find the page from before it.
     */
    void onAppended(@Observes LogAppended appended) throws SystemException, RollbackException {
        if (appended.events().isEmpty()) {
            return;
        }
        Transaction current = transactions.getTransaction();
        if (current == null) {
            wake(appended);
        } else {
            current.registerSynchronization(new OnCommit(() -> wake(appended)));
        }
    }

    private void wake(LogAppended appended) {
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

    /** Ends every stream of these conversations, which are deleted. */
    void end(Collection<ConversationId> conversations) {
        for (ConversationId conversation : conversations) {
            for (Subscription reader : readers.getOrDefault(conversation, Set.of())) {
                reader.offer(new Subscription.Signal.Ended());
            }
        }
    }

    Set<ConversationId> watched() {
        return Set.copyOf(readers.keySet());
    }

    void countOverflow() {
        overflows.increment();
    }

    /** Work for after a commit. */
    private record OnCommit(Runnable work) implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Only the end counts.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                work.run();
            }
        }
    }
}
