package dev.parley.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.agent.queue.Claims;
import dev.parley.agent.stored.StoredRuns;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run that cannot begin since nobody would hear it. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class PutOffTest {

    @Inject PutBackRun putBack;
    @Inject StoredRuns runs;

    @Test
    void waitsForTheEventsBeforeItAWhileAndNoLonger() throws InterruptedException {
        ConversationId conversation = new ConversationId(UUID.randomUUID());
        assertFalse(
                new PredecessorEvents(key -> false, Duration.ofMillis(50))
                        .awaitRelayed(Claims.inConversation(RunId.next(), conversation)));
        assertTrue(
                new PredecessorEvents(key -> true, Duration.ofMillis(50))
                        .awaitRelayed(Claims.inConversation(RunId.next(), conversation)));
    }

    @Test
    void keepsItsTimeAndItsAttempts() {
        String tenant = runs.pausedTenant();
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        String deadline = runs.value(run, "deadline_at + interval '5 s'");

        TenantScope.run(
                tenant,
                () ->
                        putBack.putOff(
                                Claims.of(run, 1), Duration.ofSeconds(5), Duration.ofMinutes(1)));

        assertEquals("QUEUED", runs.value(run, "status"));
        assertEquals("true", runs.value(run, "due_at > now() AND failures = 0"));
        assertEquals(deadline, runs.value(run, "deadline_at"));
    }
}
