package dev.parley.local.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void theFirstStartWaitsForNothing() {
        assertEquals(Duration.ZERO, Backoff.NONE.delay());
    }

    @Test
    void eachFailureDoublesTheWaitUpToHalfAMinute() {
        List<Long> seconds =
                Stream.iterate(Backoff.NONE.failed(), Backoff::failed)
                        .limit(8)
                        .map(backoff -> backoff.delay().toSeconds())
                        .toList();

        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L), seconds);
    }

    @Test
    void aMinuteOfHealthStartsOver() {
        assertEquals(new Backoff(1), new Backoff(6).diedAfter(Duration.ofSeconds(60)));
        assertEquals(new Backoff(7), new Backoff(6).diedAfter(Duration.ofSeconds(59)));
    }

    @Test
    void manyFailuresDoNotOverflow() {
        assertEquals(Duration.ofSeconds(30), new Backoff(Integer.MAX_VALUE).delay());
    }
}
