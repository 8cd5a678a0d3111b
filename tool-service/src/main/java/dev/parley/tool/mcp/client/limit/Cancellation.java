package dev.parley.tool.mcp.client.limit;

import java.time.Duration;

/** Ends a call from another thread. What the call is at is cut short; the server is told. */
public final class Cancellation {

    private boolean cancelled;
    private Runnable cut = () -> {};

    /** Ends what goes on and all that would follow. Harmless after the end, and twice. */
    public void cancel() {
        Runnable victim;
        synchronized (this) {
            cancelled = true;
            victim = cut;
            notifyAll();
        }
        victim.run();
    }

    /** Whether it was cancelled. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Says how the next piece of work is cut short; at once, if it was cancelled already. */
    public void guard(Runnable next) {
        synchronized (this) {
            cut = next;
            if (!cancelled) {
                return;
            }
        }
        next.run();
    }

    /** Waits, but no longer than until it is cancelled; says whether it was. */
    public synchronized boolean pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toNanos();
                    left > 0 && !cancelled;
                    left = end - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            // Whoever interrupts a call wants it to end: exchanges see the flag, too.
            Thread.currentThread().interrupt();
            return true;
        }
        return cancelled;
    }
}
