package dev.parley.tool.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.tool.definition.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

    private final AtomicLong clock = new AtomicLong(5_000_000);
    private final LocalBuckets buckets = new LocalBuckets(clock::get);

    private static Bucket bucket(String key, int limit, int seconds) {
        return new Bucket(key, new RateLimit(limit, Duration.ofSeconds(seconds)), "a user");
    }

    @Test
    void letsABurstThroughAndThenOneAnInterval() {
        List<Bucket> wanted = List.of(bucket("a", 4, 2));
        for (int i = 0; i < 4; i++) {
            assertTrue(buckets.take(wanted).isEmpty(), "call " + i);
        }
        assertEquals(
                Optional.of(Duration.ofMillis(500)), buckets.take(wanted).map(Bucket.Full::after));

        clock.addAndGet(500_000);
        assertTrue(buckets.take(wanted).isEmpty());
        assertTrue(buckets.take(wanted).isPresent());

        clock.addAndGet(60_000_000);
        int through = 0;
        while (buckets.take(wanted).isEmpty()) {
            through++;
        }
        assertEquals(4, through, "a long silence is no credit for more");
    }

    @Test
    void takesIntoAllOrNone() {
        Bucket wide = bucket("wide", 100, 1);
        Bucket narrow = bucket("narrow", 1, 10);
        assertTrue(buckets.take(List.of(wide, narrow)).isEmpty());
        for (int i = 0; i < 200; i++) {
            assertEquals(
                    Optional.of(narrow),
                    buckets.take(List.of(wide, narrow)).map(Bucket.Full::bucket));
        }
        assertTrue(buckets.take(List.of(wide)).isEmpty(), "what was refused took nothing");
    }
}
