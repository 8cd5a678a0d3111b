package dev.parley.platform.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The loops that do this service's work, and when each last went round. A loop that stands still
 * makes it not ready.
 */
@ApplicationScoped
public class WorkLoops {

    /**
     * A healthy loop goes round at least this often, even without work and with a dependency away.
     */
    static final Duration STALLED_AFTER = Duration.ofSeconds(90);

    private final Map<String, Instant> lastTick = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();

    /** Says that the loop is alive. */
    public void tick(String loop) {
        lastTick.put(loop, clock.instant());
    }

    /**
     * Says that the loop waits for work that others bring, however long that takes: it stands still
     * without being stuck.
     */
    public void rest(String loop) {
        lastTick.remove(loop);
    }

    /** The loops that have not gone round for too long. */
    List<String> stalled() {
        return stalledAt(clock.instant());
    }

    List<String> stalledAt(Instant now) {
        Instant limit = now.minus(STALLED_AFTER);
        return lastTick.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(limit))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
