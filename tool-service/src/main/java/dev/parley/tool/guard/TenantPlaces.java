package dev.parley.tool.guard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Places for calls that are under way at once, shared by tenants. One tenant alone may have all.
 * While more than one has come within the last minute, a tenth of them, and one at least, is only
 * for tenants that hold less than their share with one more tenant counted, so that who comes to
 * places that another has filled need not wait for an end (trunk reservation). Safe for use by
 * several threads.
 */
public final class TenantPlaces {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int KEPT_PART = 10;

    private final int all;
    private final LongSupplier nanoTime;
    private final Map<String, Integer> held = new HashMap<>();
    private int taken;
    private String last = "";
    private boolean several;
    private long severalUntil;

    /**
     * @param all how many, at least 1
     */
    public TenantPlaces(int all) {
        this(all, System::nanoTime);
    }

    TenantPlaces(int all, LongSupplier nanoTime) {
        this.all = all;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a place for a call of a tenant, which is to {@link #leave} it; false if it has none.
     */
    public synchronized boolean tryTake(String tenant) {
        remember(tenant);
        int own = held.getOrDefault(tenant, 0);
        if (taken >= all || (taken >= all - kept() && own >= shareWithOneMore(own))) {
            return false;
        }
        held.put(tenant, own + 1);
        taken++;
        return true;
    }

    /** Gives a place back. */
    public synchronized void leave(String tenant) {
        held.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
        taken--;
    }

    private void remember(String tenant) {
        long now = nanoTime.getAsLong();
        if (!last.equals(tenant)) {
            if (!last.isEmpty()) {
                several = true;
                severalUntil = now + REMEMBERED.toNanos();
            }
            last = tenant;
        } else if (several && now - severalUntil > 0) {
            several = false;
        }
    }

    private int kept() {
        return several && all > 1 ? Math.max(1, all / KEPT_PART) : 0;
    }

    private double shareWithOneMore(int own) {
        int tenants = held.size() + (own == 0 ? 1 : 0);
        return (double) all / (tenants + 1);
    }
}
