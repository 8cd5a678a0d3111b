package dev.parley.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a flood leaves free for who comes next. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class HeadroomTest {

    private static final int SLOTS = 16;
    private static final int LEFT_FREE = 4;
    private static final int FLOODED = SLOTS - LEFT_FREE;

    @Inject QueuedRuns queue;

    @Test
    void aFloodLeavesSlotsToWhoIsWithinTheShare() {
        queue.inTransaction(() -> {
            flood();
            queue.add("calm", Priority.LOW, LEFT_FREE);

            assertEquals(LEFT_FREE, queue.claim(SLOTS, Map.of("general", FLOODED)).size());
        });
    }

    @Test
    void theFloodItselfDoesNotGetThem() {
        queue.inTransaction(() -> {
            flood();

            assertEquals(0, queue.claim(SLOTS, Map.of("general", FLOODED)).size());
            assertEquals(1, queue.claim(SLOTS, Map.of("general", FLOODED - 1)).size());
        });
    }

    @Test
    void theyAreLeftFreeAMinuteAfterTheOtherWasThere() {
        queue.inTransaction(() -> {
            flood();
            queue.endAll();
            assertEquals(FLOODED, queue.claim(SLOTS).size());

            queue.endAll();
            queue.execute("UPDATE queue_settings SET several_until = now() - interval '1 second'");
            assertEquals(SLOTS, queue.claim(SLOTS).size());
        });
    }

    @Test
    void whatMayPreemptMayHaveThem() {
        queue.inTransaction(() -> {
            flood();
            queue.add("flood", Priority.CRITICAL, 10);

            assertEquals(LEFT_FREE, queue.claim(SLOTS, Map.of("general", FLOODED)).size());
        });
    }

    @Test
    void oneTenantAloneHasAll() {
        queue.inTransaction(() -> {
            aQuarter();
            queue.add("alone", Priority.LOW, 100);

            assertEquals(SLOTS, queue.claim(SLOTS).size());
        });
    }

    @Test
    void atZeroNothingIsLeftFree() {
        queue.inTransaction(() -> {
            queue.execute("UPDATE queue_settings SET headroom = 0");
            queue.add("calm", Priority.NORMAL, 1);
            queue.add("flood", Priority.LOW, 100);

            assertEquals(SLOTS, queue.claim(SLOTS).size());
        });
    }

    /** All slots but the headroom are of one tenant, and another was there a moment ago. */
    private void flood() {
        aQuarter();
        queue.add("calm", Priority.NORMAL, 1);
        queue.claim(1);
        queue.add("flood", Priority.LOW, 200);
        assertEquals(FLOODED, queue.claim(SLOTS).size());
    }

    /** Runs that other tests have left are other tenants'. */
    private void aQuarter() {
        queue.value("SELECT pg_advisory_xact_lock(7201)::text");
        queue.execute("DELETE FROM run");
        queue.execute("UPDATE queue_settings SET headroom = 0.25, several_until = '-infinity'");
    }
}
