package dev.parley.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bell between committing threads and the relay. Ringing it twice before it is heard counts once.
 */
@ApplicationScoped
class OutboxSignal {

    private final Semaphore bell = new Semaphore(0);

    void raise() {
        bell.release();
    }

    /** Waits until the bell rings, at most for {@code limit}. */
    void await(Duration limit) throws InterruptedException {
        if (bell.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            bell.drainPermits();
        }
    }
}
