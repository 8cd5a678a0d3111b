package dev.parley.agent.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells the dispatcher that a run may be ready, or a slot free. Ringing it twice before it is heard
 * counts once.
 */
@ApplicationScoped
public class QueueBell {

    private final Semaphore bell = new Semaphore(0);

    /** Wakes the dispatcher. */
    public void ring() {
        bell.release();
    }

    void await(Duration limit) throws InterruptedException {
        if (bell.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }
}
