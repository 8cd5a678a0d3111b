package dev.parley.agent.queue;

import dev.parley.contracts.id.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this process executes now, by the thread that does. */
@ApplicationScoped
class ActiveRuns {

    private final Map<RunId, Thread> threads = new ConcurrentHashMap<>();

    int count() {
        return threads.size();
    }

    Set<RunId> ids() {
        return Set.copyOf(threads.keySet());
    }

    void add(RunId run, Thread thread) {
        threads.put(run, thread);
    }

    /** Only the thread's own entry: the run may have been claimed again here by then. */
    void remove(RunId run, Thread thread) {
        threads.remove(run, thread);
    }

    /** Stops the execution of a run that was lost, before another worker goes far with it. */
    void interrupt(RunId run) {
        Thread thread = threads.get(run);
        if (thread != null) {
            thread.interrupt();
        }
    }
}
