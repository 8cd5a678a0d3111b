package dev.parley.tool.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The limits within one process. Those of most who have not called for long are forgotten. */
final class LocalBuckets {

    private static final int MOST = 10_000;

    /** When each bucket will be empty, on the clock. */
    private final Cache<String, Long> emptyAt = Caffeine.newBuilder().maximumSize(MOST).build();

    private final LongSupplier clockMicros;

    LocalBuckets() {
        this(() -> TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    LocalBuckets(LongSupplier clockMicros) {
        this.clockMicros = clockMicros;
    }

    /** Takes a call into all buckets, or into none and says which one is full for longest. */
    synchronized Optional<Bucket.Full> take(List<Bucket> buckets) {
        long now = clockMicros.getAsLong();
        Bucket.@Nullable Full full = null;
        for (Bucket bucket : buckets) {
            long early = filled(bucket, now) - bucket.periodMicros() - now;
            if (early > 0 && (full == null || early > full.after().toNanos() / 1_000)) {
                full = new Bucket.Full(bucket, Duration.of(early, ChronoUnit.MICROS));
            }
        }
        if (full == null) {
            buckets.forEach(bucket -> emptyAt.put(bucket.key(), filled(bucket, now)));
        }
        return Optional.ofNullable(full);
    }

    private long filled(Bucket bucket, long now) {
        Long known = emptyAt.getIfPresent(bucket.key());
        return (known == null ? now : Math.max(known, now)) + bucket.intervalMicros();
    }
}
