package dev.parley.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a flood leaves free for who comes next. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class HeadroomTest {

    private static final int SLOTS = 16;
    private static final int LEFT_FREE = 4;
    private static final int FLOODED = SLOTS - LEFT_FREE;
    private static final List<String> FLOODS = List.of("f1", "f2", "f3", "f4", "f5");

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
    void neitherDoesTheFloodGetThemWhenItIsOld() {
        queue.inTransaction(() -> {
            flood();
            queue.add("flood", "assistant", Priority.LOW, 10, Duration.ofHours(1));

            assertEquals(0, queue.claim(SLOTS, Map.of("general", FLOODED)).size());
        });
    }

    @Test
    void whoIsRefusedTakesNobodysSlot() {
        queue.inTransaction(() -> {
            aQuarter();
            for (String tenant : FLOODS) {
                queue.add(tenant, Priority.NORMAL, 2);
            }
            queue.add("gone", Priority.NORMAL, 2);
            assertEquals(FLOODED, queue.claim(FLOODED).size());
            for (String tenant : FLOODS) {
                queue.add(tenant, Priority.NORMAL, 5);
            }
            queue.add("calm", Priority.LOW, 1);

            assertEquals(
                    List.of("calm"),
                    queue.claim(SLOTS, Map.of("general", FLOODED)).stream()
                            .map(QueuedRuns.Claimed::tenant)
                            .toList());
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
        queue.execute("DELETE FROM run_step");
        queue.execute("DELETE FROM run");
        queue.execute("UPDATE queue_settings SET headroom = 0.25, several_until = '-infinity'");
    }
}
