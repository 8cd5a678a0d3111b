package dev.parley.platform.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Lets the callers that want the same thing at the same time share one attempt to get it. Nobody
 * gets what an attempt found that began before he came: it may be from before a drop that he knows
 * of. Those who come during an attempt share the next one.
 */
final class Flights<V> {

    private static final int LIMIT = 10_000;

    private final ConcurrentHashMap<String, Flight<V>> flying = new ConcurrentHashMap<>();
    private final AtomicLong order = new AtomicLong();
    private final Duration patience;
    private final Runnable onShared;

    Flights(Duration patience, Runnable onShared) {
        this.patience = patience;
        this.onShared = onShared;
    }

    private record Flight<V>(long begun, CompletableFuture<V> result) {}

    /** What {@code work} gives, called by this thread or by another since this call began. */
    V share(String key, Supplier<V> work) {
        long arrival = order.incrementAndGet();
        long deadline = System.nanoTime() + patience.toNanos();
        while (flying.size() < LIMIT) {
            Flight<V> mine = new Flight<>(order.incrementAndGet(), new CompletableFuture<>());
            Flight<V> other = flying.putIfAbsent(key, mine);
            if (other == null) {
                return lead(key, mine, work);
            }
            if (!landed(other, deadline - System.nanoTime())) {
                break;
            }
            if (other.begun() > arrival) {
                onShared.run();
                return resultOf(other);
            }
            // Its leader may not have come to this yet, and would never while we looked again and
            // again.
            flying.remove(key, other);
        }
        return work.get();
    }

    private V lead(String key, Flight<V> mine, Supplier<V> work) {
        try {
            V result = work.get();
            mine.result().complete(result);
            return result;
        } catch (Throwable e) {
            mine.result().completeExceptionally(e);
            throw e;
        } finally {
            flying.remove(key, mine);
        }
    }

    private static boolean landed(Flight<?> flight, long nanos) {
        try {
            flight.result().get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <V> V resultOf(Flight<V> flight) {
        try {
            return flight.result().join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
