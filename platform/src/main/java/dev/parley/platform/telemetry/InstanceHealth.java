package dev.parley.platform.telemetry;

import dev.parley.contracts.event.InstanceHeartbeat.Dependency;
import dev.parley.contracts.event.InstanceHeartbeat.State;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What this instance can do, and since when. Kept in memory by background probes, so that asking
 * costs nothing and a saturated pool cannot make the answer wait.
 */
@ApplicationScoped
public class InstanceHealth {

    private static final Logger LOG = Logger.getLogger(InstanceHealth.class);

    private final List<DependencyProbe> probes;
    private final WorkLoops loops;
    private final TelemetryConfig config;
    private final Clock clock = Clock.systemUTC();
    private final ExecutorService probing = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Future<?>> unfinished = new LinkedHashMap<>();
    private volatile @Nullable Snapshot latest;

    @Inject
    InstanceHealth(@All List<DependencyProbe> probes, WorkLoops loops, TelemetryConfig config) {
        this.probes = probes;
        this.loops = loops;
        this.config = config;
    }

    /**
     * The state found last.
     *
     * @param why one sentence when the state is not UP
     */
    public record Snapshot(
            State state, Instant since, @Nullable String why, List<Dependency> dependencies) {}

    /** The state found last, or null before the first round of probes. */
    public @Nullable Snapshot latest() {
        return latest;
    }

    /** Probes everything once. */
    public synchronized void refresh() {
        Snapshot before = latest;
        List<Dependency> dependencies = new ArrayList<>();
        for (DependencyProbe probe : probes) {
            dependencies.add(examine(probe, before));
        }
        latest = judge(dependencies, before);
    }

    private Dependency examine(DependencyProbe probe, @Nullable Snapshot before) {
        String failure = attempt(probe);
        State state = failure == null ? State.UP : State.DOWN;
        Instant since = clock.instant();
        if (before != null) {
            for (Dependency known : before.dependencies()) {
                if (known.name().equals(probe.name()) && known.state() == state) {
                    since = known.since();
                }
            }
        }
        return new Dependency(probe.name(), state, since, failure);
    }

    /**
     * Null if the probe succeeds. A probe that still hangs from the last round is not started
     * again.
     */
    private @Nullable String attempt(DependencyProbe probe) {
        Future<?> hanging = unfinished.get(probe.name());
        if (hanging != null && !hanging.isDone()) {
            return "no answer since an earlier probe";
        }
        Future<?> attempt =
                probing.submit(() -> {
                    probe.probe();
                    return null;
                });
        try {
            attempt.get(config.probeTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (TimeoutException e) {
            unfinished.put(probe.name(), attempt);
            attempt.cancel(true);
            return "no answer within " + config.probeTimeout().toMillis() + " ms";
        } catch (ExecutionException e) {
            LOG.debugf(e.getCause(), "Probe of %s failed.", probe.name());
            return "it refuses or cannot be reached";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the probe was interrupted";
        }
    }

    private Snapshot judge(List<Dependency> dependencies, @Nullable Snapshot before) {
        List<String> essentialDown = down(dependencies, true);
        List<String> otherDown = down(dependencies, false);
        List<String> stalled = loops.stalled();
        State state = State.UP;
        String why = null;
        if (!essentialDown.isEmpty() || !stalled.isEmpty()) {
            state = State.DOWN;
            why = sentence(essentialDown, stalled);
        } else if (!otherDown.isEmpty()) {
            state = State.DEGRADED;
            why = sentence(otherDown, List.of());
        }
        Instant since =
                before != null && before.state() == state ? before.since() : clock.instant();
        return new Snapshot(state, since, why, dependencies);
    }

    private List<String> down(List<Dependency> dependencies, boolean essential) {
        return dependencies.stream()
                .filter(dependency -> dependency.state() == State.DOWN)
                .map(Dependency::name)
                .filter(name ->
                        probes.stream()
                                .anyMatch(p -> p.name().equals(name) && p.essential() == essential))
                .toList();
    }

    private static String sentence(List<String> down, List<String> stalled) {
        List<String> parts = new ArrayList<>();
        down.forEach(name -> parts.add(name + " is down"));
        stalled.forEach(loop -> parts.add("the loop " + loop + " stands still"));
        return String.join(", ", parts);
    }
}
