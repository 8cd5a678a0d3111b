package dev.parley.agent.queue;

import dev.parley.contracts.id.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The runs that this process executes now. */
@ApplicationScoped
public class ActiveRuns {

    private final Map<RunId, Execution> executions = new ConcurrentHashMap<>();

    /** Which runs these are. */
    public Set<RunId> ids() {
        return Set.copyOf(executions.keySet());
    }

    /** Stops the execution of a run that was lost, before another worker goes far with it. */
    public void interrupt(RunId run) {
        Execution execution = executions.get(run);
        if (execution != null) {
            execution.interrupt();
        }
    }

    /** Tells the worker of a run to stop, if it is in this process. */
    public void stop(RunId run, Execution.Stop why) {
        Execution execution = executions.get(run);
        if (execution != null) {
            execution.stop(why);
        }
    }

    /** Tells all workers to stop whose time is over. */
    public void enforceDeadlines() {
        long now = System.nanoTime();
        executions.values().forEach(execution -> execution.enforceDeadlines(now));
    }

    int count() {
        return executions.size();
    }

    Collection<Execution> all() {
        return executions.values();
    }

    /** How many there are in each pool. */
    Map<String, Integer> byPool() {
        Map<String, Integer> counts = new HashMap<>();
        executions.values().forEach(it -> counts.merge(it.run().pool(), 1, Integer::sum));
        return counts;
    }

    /** Those whose worker is not stuck: the others' leases are left to run out. */
    Set<RunId> responsive() {
        long now = System.nanoTime();
        return executions.values().stream()
                .filter(execution -> !execution.stuck(now))
                .map(execution -> execution.run().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    void add(Execution execution) {
        executions.put(execution.run().id(), execution);
    }

    /** Only the thread's own entry: the run may have been claimed again here by then. */
    void remove(RunId run, Thread thread) {
        executions.computeIfPresent(
                run, (id, execution) -> execution.isRunOn(thread) ? null : execution);
    }

    void yieldSlot(RunId run) {
        Execution execution = executions.get(run);
        if (execution != null) {
            execution.yieldSlot();
        }
    }
}
