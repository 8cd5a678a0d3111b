package dev.parley.tool.http;

import dev.parley.tool.egress.Allowance;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Exchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that one invocation takes, one after the other, and the end of all of them when it
 * is aborted or its time is over.
 */
final class Exchanges {

    private static final int MAX_REDIRECTS = 5;

    private final Egress egress;
    private final long deadlineNanos;
    private @Nullable Exchange current;
    private boolean aborted;

    Exchanges(Egress egress, Duration time) {
        this.egress = egress;
        this.deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /**
     * The next one.
     *
     * @param follows whether redirects are followed
     * @param bytes how large the answer may be
     */
    synchronized Exchange next(EgressRequest request, boolean follows, long bytes) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadlineNanos - System.nanoTime()));
        Allowance allowance =
                egress.allowance()
                        .withTotal(left)
                        .withIdle(left)
                        .withRedirects(follows ? MAX_REDIRECTS : 0)
                        .withResponseBytes(bytes);
        current = egress.prepare(request, allowance);
        if (aborted) {
            current.abort();
        }
        return current;
    }

    synchronized void abort() {
        aborted = true;
        if (current != null) {
            current.abort();
        }
    }
}
