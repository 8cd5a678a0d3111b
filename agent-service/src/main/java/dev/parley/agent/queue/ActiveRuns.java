package dev.parley.agent.queue;

import dev.parley.contracts.id.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this process executes now, by the thread that does. */
@ApplicationScoped
class ActiveRuns {

    private record Execution(Thread thread, Cancellation cancellation) {}

    private final Map<RunId, Execution> executions = new ConcurrentHashMap<>();

    int count() {
        return executions.size();
    }

    Set<RunId> ids() {
        return Set.copyOf(executions.keySet());
    }

    void add(RunId run, Thread thread, Cancellation cancellation) {
        executions.put(run, new Execution(thread, cancellation));
    }

    /** Only the thread's own entry: the run may have been claimed again here by then. */
    void remove(RunId run, Thread thread) {
        executions.computeIfPresent(
                run, (id, execution) -> execution.thread() == thread ? null : execution);
    }

    /** Stops the execution of a run that was lost, before another worker goes far with it. */
    void interrupt(RunId run) {
        Execution execution = executions.get(run);
        if (execution != null) {
            execution.thread().interrupt();
        }
    }

    /** Stops the execution of a run that is not wanted any more. */
    void cancel(RunId run) {
        Execution execution = executions.get(run);
        if (execution != null) {
            execution.cancellation().request(execution.thread());
        }
    }
}
