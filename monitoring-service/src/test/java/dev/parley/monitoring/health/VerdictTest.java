package dev.parley.monitoring.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.contracts.event.InstanceHeartbeat;
import dev.parley.contracts.event.InstanceHeartbeat.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(600);

    private final List<InstanceHeartbeat> heartbeats =
            new ArrayList<>(
                    List.of(
                            beat("conversation-service", 1, State.UP, NOW, null),
                            beat("agent-service", 1, State.UP, NOW, null),
                            beat("tool-service", 1, State.UP, NOW, null),
                            beat("monitoring-service", 1, State.UP, NOW, null)));

    @Test
    void isUpWhenAllAreUp() {
        SuiteHealth health = verdict(false);
        assertEquals(Status.UP, health.status());
        assertEquals(EARLIER, health.since());
        assertNull(health.why());
    }

    @Test
    void aSilentInstanceIsDownSinceItsLastHeartbeat() {
        Instant last = NOW.minusSeconds(16);
        heartbeats.set(1, beat("agent-service", 1, State.UP, last, null));
        SuiteHealth health = verdict(false);
        assertEquals(Status.DOWN, health.status());
        assertEquals(last, health.since());
        assertTrue(
                String.valueOf(health.why())
                        .contains("agent-service-1 is down: no heartbeat since"));
    }

    @Test
    void oneMissedHeartbeatIsNoDeath() {
        heartbeats.set(1, beat("agent-service", 1, State.UP, NOW.minusSeconds(14), null));
        assertEquals(Status.UP, verdict(false).status());
    }

    @Test
    void aServiceWithAnotherWorkingInstanceIsOnlyDegraded() {
        heartbeats.add(beat("agent-service", 2, State.UP, NOW.minusSeconds(60), null));
        assertEquals(Status.DEGRADED, verdict(false).status());
    }

    @Test
    void anInstanceThatLeftOnPurposeDoesNotCountBesideOneThatWorks() {
        heartbeats.add(
                beat("agent-service", 2, State.STOPPING, NOW.minusSeconds(60), "asked to stop"));
        assertEquals(Status.UP, verdict(false).status());
    }

    @Test
    void aServiceWhoseOnlyInstanceLeftIsMissing() {
        heartbeats.set(1, beat("agent-service", 1, State.STOPPING, NOW, "asked to stop"));
        assertEquals(Status.DOWN, verdict(false).status());
    }

    @Test
    void aServiceNeverHeardIsDown() {
        heartbeats.remove(2);
        SuiteHealth health = verdict(false);
        assertEquals(Status.DOWN, health.status());
        assertTrue(
                String.valueOf(health.why()).contains("tool-service: no instance was ever heard"));
    }

    @Test
    void aDeafMonitorSaysThatItDoesNotKnow() {
        heartbeats.replaceAll(b ->
                new InstanceHeartbeat(
                        1,
                        b.service(),
                        b.instance(),
                        b.startedAt(),
                        b.state(),
                        b.since(),
                        b.why(),
                        b.dependencies(),
                        NOW.minusSeconds(60)));
        SuiteHealth health = verdict(true);
        assertEquals(Status.UNKNOWN, health.status());
        assertNotNull(health.why());
    }

    @Test
    void aDependencyIsShownInItsWorstState() {
        heartbeats.set(
                1,
                new InstanceHeartbeat(
                        1,
                        "agent-service",
                        "agent-service-1",
                        EARLIER,
                        State.DEGRADED,
                        NOW,
                        "kafka is down",
                        List.of(
                                new InstanceHeartbeat.Dependency(
                                        "kafka", State.DOWN, NOW, "no answer")),
                        NOW));
        SuiteHealth health = verdict(false);
        assertEquals(Status.DEGRADED, health.status());
        SuiteHealth.DependencyHealth kafka = health.dependencies().getFirst();
        assertEquals("kafka", kafka.name());
        assertEquals(Status.DOWN, kafka.status());
        assertEquals("no answer", kafka.why());
    }

    private SuiteHealth verdict(boolean deaf) {
        return new Verdict(NOW, EARLIER, deaf).over(heartbeats);
    }

    private static InstanceHeartbeat beat(
            String service, int number, State state, Instant at, @Nullable String why) {
        return new InstanceHeartbeat(
                1,
                service,
                service + '-' + number,
                EARLIER,
                state,
                EARLIER,
                why,
                List.of(new InstanceHeartbeat.Dependency("kafka", State.UP, EARLIER, null)),
                at);
    }
}
