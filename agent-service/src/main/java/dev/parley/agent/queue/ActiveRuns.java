package dev.parley.agent.queue;

import dev.parley.contracts.id.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs that this process executes now. */
@ApplicationScoped
public class ActiveRuns {

    private final Map<Claim, Execution> executions = new ConcurrentHashMap<>();

    /** A claim of a run: the same process may have several, of which the last one holds it. */
    record Claim(RunId run, int epoch) {

        static Claim of(Execution execution) {
            return new Claim(execution.run().id(), execution.run().epoch());
        }
    }

    /** Which runs these are. */
    public Set<RunId> ids() {
        return executions.keySet().stream().map(Claim::run).collect(Collectors.toUnmodifiableSet());
    }

    /** Stops the execution of a run that was lost, before another worker goes far with it. */
    public void interrupt(RunId run) {
        of(run).forEach(Execution::interrupt);
    }

    /** Tells the worker of a run to stop, if it is in this process. */
    public void stop(RunId run, Execution.Stop why) {
        of(run).forEach(execution -> execution.stop(why));
    }

    private Stream<Execution> of(RunId run) {
        return executions.values().stream().filter(it -> it.run().id().equals(run));
    }

    void interrupt(Claim claim) {
        Execution execution = executions.get(claim);
        if (execution != null) {
            execution.interrupt();
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
    Set<Claim> responsive() {
        long now = System.nanoTime();
        return executions.values().stream()
                .filter(execution -> !execution.stuck(now))
                .map(Claim::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Takes an execution in. One of an earlier claim of the same run, which was taken from its
     * worker meanwhile, is stopped: its writes are refused, but its calls are not.
     */
    void add(Execution execution) {
        of(execution.run().id()).forEach(Execution::interrupt);
        executions.put(Claim.of(execution), execution);
    }

    /** Says which runs are to leave their slots; the others are not, whatever was said before. */
    void yieldSlots(Set<RunId> wanted) {
        executions
                .values()
                .forEach(execution -> execution.yieldSlot(wanted.contains(execution.run().id())));
    }

    void remove(Execution execution) {
        executions.remove(Claim.of(execution));
    }
}
