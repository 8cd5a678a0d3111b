package dev.parley.agent.queue;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether somebody wants a running run to stop. Once wanted, it stays wanted. */
public final class Cancellation {

    private final AtomicBoolean requested = new AtomicBoolean();

    /** Whether the run is to stop. */
    public boolean requested() {
        return requested.get();
    }

    /** Asks the run to stop; true the first time. */
    boolean request() {
        return requested.compareAndSet(false, true);
    }
}
