package dev.parley.tool.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, and not longer. */
public final class Await {

    private static final Duration MOST = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Await() {}

    /** Waits until it is true. */
    public static void until(String what, BooleanSupplier condition) {
        value(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Waits for a value. */
    public static <T> T value(String what, Supplier<Optional<T>> source) {
        long end = System.nanoTime() + MOST.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<T> found = source.get();
            if (found.isPresent()) {
                return found.get();
            }
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            }
        }
        throw new AssertionError("waited in vain: " + what);
    }
}
