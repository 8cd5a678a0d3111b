package dev.parley.agent.stored;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a condition, never longer than a deadline. */
public final class Await {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Await() {}

    /** Returns once the condition holds; fails with {@code what} if it does not in time. */
    public static void until(
            Supplier<String> what, Duration patience, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError(
                            "Waited %d s in vain: %s".formatted(patience.toSeconds(), what.get()));
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Could not look whether " + what.get(), e);
        }
    }
}
