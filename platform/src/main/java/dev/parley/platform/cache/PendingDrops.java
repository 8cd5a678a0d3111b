package dev.parley.platform.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops that Redis has not confirmed. A bounded number is remembered one by one, more as a drop of
 * everything.
 */
final class PendingDrops {

    private final int limit;
    private final Set<Scope> waiting = new LinkedHashSet<>();
    private List<Scope> underway = List.of();

    PendingDrops(int limit) {
        this.limit = limit;
    }

    synchronized void add(Scope scope) {
        if (waiting.size() >= limit && !waiting.contains(scope)) {
            waiting.clear();
            waiting.add(Scope.everything());
        }
        if (!waiting.contains(Scope.everything())) {
            waiting.add(scope);
        }
    }

    synchronized int size() {
        return waiting.size() + underway.size();
    }

    /** What to tell Redis now; counts as pending until {@link #done} or {@link #putBack}. */
    synchronized List<Scope> take() {
        underway = List.copyOf(waiting);
        waiting.clear();
        return underway;
    }

    synchronized void done() {
        underway = List.of();
    }

    synchronized void putBack() {
        List<Scope> back = underway;
        underway = List.of();
        back.forEach(this::add);
    }
}
