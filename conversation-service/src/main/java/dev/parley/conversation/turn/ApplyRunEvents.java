package dev.parley.conversation.turn;

import dev.parley.contracts.event.RunEvent;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.LogAppended;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.events.Received;
import dev.parley.platform.tenancy.TenantScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies a batch of run events in one transaction: log entries, stored replies, turns. The place
 * {@code (epoch, index)} kept with each turn is the inbox: what is not newer was seen already, or
 * comes from a worker that has lost the run.
 */
@ApplicationScoped
class ApplyRunEvents {

    private static final int TRANSACTION_SECONDS = 30;

    private final Turns turns;
    private final ConversationAppend append;
    private final Caches caches;
    private final Event<LogAppended> appended;
    private final Counter dropped;

    @Inject
    ApplyRunEvents(
            Turns turns,
            ConversationAppend append,
            Caches caches,
            Event<LogAppended> appended,
            MeterRegistry meters) {
        this.turns = turns;
        this.append = append;
        this.caches = caches;
        this.appended = appended;
        this.dropped =
                Counter.builder("parley.run.events.dropped")
                        .description(
                                "Run events that were seen before, came from a stale worker or belong to no turn")
                        .register(meters);
    }

    void apply(List<Received<RunEvent>> batch) {
        TenantScope.runForEveryTenant(() ->
                QuarkusTransaction.requiringNew()
                        .timeout(TRANSACTION_SECONDS)
                        .run(() -> applyInTransaction(batch)));
    }

    private void applyInTransaction(List<Received<RunEvent>> batch) {
        dropFromCache(batch);
        Set<RunId> runs = new LinkedHashSet<>();
        batch.forEach(received -> runs.add(received.event().runId()));
        Map<RunId, Turn> present = turns.lock(runs);
        Map<RunId, Turn> changed = new LinkedHashMap<>();
        List<TurnChange> changes = new ArrayList<>(batch.size());
        for (Received<RunEvent> received : batch) {
            RunEvent event = received.event();
            Turn turn = present.get(event.runId());
            if (turn == null
                    || !belongs(turn, event)
                    || !turn.expects(event.epoch(), event.index())) {
                dropped.increment();
                continue;
            }
            TurnChange change = TurnProgress.apply(turn, event);
            present.put(event.runId(), change.turn());
            changed.put(event.runId(), change.turn());
            changes.add(change);
        }
        if (!changes.isEmpty()) {
            append.write(changes).forEach(events -> appended.fire(new LogAppended(events)));
            turns.save(changed.values(), Instant.now());
        }
    }

    /**
     * Deltas change nothing that is cached; the end of a turn does. Said before the first lock is
     * taken, for Redis may be slow; to drop too much, for an event that turns out to be old, does
     * no harm.
     */
    private void dropFromCache(List<Received<RunEvent>> batch) {
        Map<ConversationId, String> ending = new LinkedHashMap<>();
        for (Received<RunEvent> received : batch) {
            RunEvent event = received.event();
            if (event.activity().terminal()) {
                ending.put(event.conversationId(), event.tenant());
            }
        }
        ending.forEach((conversation, tenant) ->
                TenantScope.run(tenant, () -> caches.invalidateOwner(conversation.toString())));
    }

    /** A forged or mixed-up event must not reach another tenant's conversation. */
    private static boolean belongs(Turn turn, RunEvent event) {
        return turn.tenant().equals(event.tenant())
                && turn.conversationId().equals(event.conversationId());
    }
}
