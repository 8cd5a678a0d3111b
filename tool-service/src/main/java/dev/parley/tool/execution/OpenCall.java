package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.tool.invocation.Invocation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that this process is at. */
final class OpenCall {

    private final Call call;
    private final CompletableFuture<ToolExecution.Response> response = new CompletableFuture<>();
    private @Nullable Invocation<?> current;
    private boolean cancelled;
    private boolean dispatched;

    OpenCall(Call call, boolean dispatched) {
        this.call = call;
        this.dispatched = dispatched;
    }

    Call call() {
        return call;
    }

    LedgerKey key() {
        return new LedgerKey(call.tenant(), call.callId());
    }

    /** What all who ask for the call wait for. */
    CompletableFuture<ToolExecution.Response> response() {
        return response;
    }

    /** Whether something may have left, as the ledger says. */
    boolean isDispatched() {
        return dispatched;
    }

    void dispatched() {
        dispatched = true;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Does something that ends early if the call is cancelled. */
    <R> R run(Invocation<R> invocation) {
        synchronized (this) {
            current = invocation;
            if (cancelled) {
                invocation.abort();
            }
        }
        try {
            return invocation.run();
        } finally {
            synchronized (this) {
                current = null;
            }
        }
    }

    /** Ends what is going on for the call; its outcome is still to be found out. */
    synchronized void cancel() {
        if (!cancelled) {
            cancelled = true;
            if (current != null) {
                current.abort();
            }
            notifyAll();
        }
    }

    /** Waits, unless the call is cancelled. */
    synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); !cancelled && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
