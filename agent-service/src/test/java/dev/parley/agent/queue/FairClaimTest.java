package dev.parley.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.agent.queue.QueuedRuns.Claimed;
import dev.parley.contracts.event.Priority;
import dev.parley.local.layout.ServiceName;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose turn it is, as {@code claim_runs} decides it in Postgres. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class FairClaimTest {

    @Inject QueuedRuns queue;

    @Test
    void takesTheMostUrgentOfATenantFirst() {
        queue.inTransaction(() -> {
            Stream.of(
                            Priority.NORMAL,
                            Priority.LOW,
                            Priority.CRITICAL,
                            Priority.HIGH,
                            Priority.URGENT)
                    .forEach(priority -> queue.add("acme", priority, 1));

            assertEquals(
                    List.of(
                            Priority.CRITICAL,
                            Priority.URGENT,
                            Priority.HIGH,
                            Priority.NORMAL,
                            Priority.LOW),
                    oneByOne(5).stream().map(Claimed::priority).toList());
        });
    }

    @Test
    void ageingRaisesWhatHasWaited() {
        queue.inTransaction(() -> {
            queue.add("acme", "assistant", Priority.LOW, 1, Duration.ofMinutes(3));
            queue.add("acme", Priority.NORMAL, 1);
            queue.add("acme", Priority.CRITICAL, 1);

            assertEquals(
                    List.of(Priority.CRITICAL, Priority.LOW, Priority.NORMAL),
                    oneByOne(3).stream().map(Claimed::priority).toList());
        });
    }

    @Test
    void oldEnoughItGoesBeforeAnyYoungerOne() {
        queue.inTransaction(() -> {
            queue.add("acme", "assistant", Priority.LOW, 1, Duration.ofMinutes(5));
            queue.add("acme", Priority.CRITICAL, 50);

            assertEquals(Priority.LOW, oneByOne(1).getFirst().priority());
        });
    }

    @Test
    void oneTenantsFloodLeavesAnotherItsShare() {
        queue.inTransaction(() -> {
            queue.add("flood", Priority.LOW, 10_000);
            queue.add("calm", Priority.LOW, 20);

            assertEquals(5, byTenant(queue.claim(10)).get("calm"));
        });
    }

    @Test
    void urgencyBuysNoMoreThanTheShare() {
        queue.inTransaction(() -> {
            queue.add("pushy", Priority.CRITICAL, 10_000);
            queue.add("calm", Priority.LOW, 20);

            assertEquals(5, byTenant(queue.claim(10)).get("calm"));
        });
    }

    @Test
    void urgencyCountsWithinTheShare() {
        queue.inTransaction(() -> {
            queue.add("flood", Priority.LOW, 1_000);
            queue.claim(16);
            queue.add("acme", Priority.CRITICAL, 1);

            assertEquals("acme", queue.claim(1).getFirst().tenant());
        });
    }

    @Test
    void aSingleSlotGoesRound() {
        queue.inTransaction(() -> {
            queue.add("flood", Priority.NORMAL, 100);
            queue.add("calm", Priority.NORMAL, 5);

            assertEquals(5, byTenant(oneByOne(10)).get("calm"));
        });
    }

    @Test
    void whoWasAwayHasNothingSavedUp() {
        queue.inTransaction(() -> {
            queue.add("busy", Priority.NORMAL, 200);
            oneByOne(100);
            queue.add("late", Priority.NORMAL, 50);

            assertEquals(5, byTenant(oneByOne(10)).getOrDefault("late", 0), 1);
        });
    }

    @Test
    void aWeightIsAShare() {
        queue.inTransaction(() -> {
            queue.execute("INSERT INTO tenant_quota (tenant, weight) VALUES ('large', 3)");
            queue.add("large", Priority.NORMAL, 100);
            queue.add("small", Priority.NORMAL, 100);

            assertEquals(6, byTenant(queue.claim(8)).get("large"));
            queue.endAll();
            assertEquals(9, byTenant(oneByOne(12)).getOrDefault("large", 0), 1);
        });
    }

    @Test
    void equalTenantsAreServedAlike() {
        queue.inTransaction(() -> {
            for (int tenant = 0; tenant < 8; tenant++) {
                queue.add("tenant-" + tenant, Priority.NORMAL, 50 * (tenant + 1));
            }
            List<Claimed> served = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                served.addAll(queue.claim(6));
                queue.endAll();
            }

            assertTrue(jain(byTenant(served).values().stream().toList()) >= 0.99);
        });
    }

    @Test
    void keepsToATenantsLimit() {
        queue.inTransaction(() -> {
            queue.execute("INSERT INTO tenant_quota (tenant, max_running) VALUES ('acme', 3)");
            queue.add("acme", Priority.NORMAL, 10);
            queue.add("other", Priority.NORMAL, 1);

            assertEquals(4, queue.claim(10).size());
            assertEquals(List.of(), queue.claim(10));
        });
    }

    @Test
    void whatIsPausedWaits() {
        queue.inTransaction(() -> {
            queue.add("acme", "clerk", Priority.NORMAL, 20, Duration.ZERO);
            queue.add("acme", "poet", Priority.LOW, 2, Duration.ZERO);
            queue.add("other", Priority.NORMAL, 1);
            queue.execute("INSERT INTO paused_agent (tenant, agent_name) VALUES ('acme', 'clerk')");
            queue.execute(
                    "INSERT INTO tenant_quota (tenant, paused_by_tenant) VALUES ('other', true)");

            assertEquals(
                    List.of("poet", "poet"), queue.claim(10).stream().map(Claimed::agent).toList());
            queue.execute("DELETE FROM paused_agent");
            assertEquals("clerk", queue.claim(1).getFirst().agent());
            queue.execute("UPDATE queue_settings SET paused = true");
            queue.add("third", Priority.CRITICAL, 1);
            assertEquals(List.of(), queue.claim(10));
        });
    }

    @Test
    void looksAtTheHeadsOnly() throws SQLException {
        analyze();
        queue.inTransaction(() -> {
            queue.add("flood", Priority.LOW, 50_000);
            queue.add("calm", Priority.NORMAL, 5_000);
            long before = queue.read();
            queue.claim(10);

            assertTrue(queue.read() - before < 500, () -> before + " of " + queue.readByIndex());
        });
    }

    /** While there is nothing in the queue, so that Postgres takes every way for a short one. */
    private static void analyze() throws SQLException {
        try (Connection connection =
                        LocalSuite.current()
                                .infrastructure()
                                .connectAsSuperuser(ServiceName.AGENT.database());
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE run");
        }
    }

    /** Whoever waits for its turn has nothing of its lease used up when it gets it. */
    @Test
    void aLeaseBeginsWithTheTurnOfTheClaimer() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.NORMAL, 1);
            queue.claim(1);

            assertEquals(
                    "true",
                    queue.value(
                            "SELECT (lease_until > now() + interval '60 s')::text FROM run WHERE owner = 'test'"));
        });
    }

    @Test
    void theTimeARunWaitsIsNoneOfItsOwn() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.NORMAL, 1);
            queue.claim(1);
            queue.execute(
                    """
                    UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now() - interval '10 minutes'
                     WHERE status = 'RUNNING'
                    """);
            queue.claim(1);

            assertEquals(
                    "true",
                    queue.value(
                            "SELECT (deadline_at >= now() + interval '11 minutes')::text FROM run WHERE owner = 'test'"));
        });
    }

    @Test
    void aRunKeepsTheTimeoutAndTheModelOfItsVersion() {
        queue.inTransaction(() -> {
            UUID agent = UUID.randomUUID();
            queue.execute(
                    """
                    INSERT INTO agent (id, tenant, name, description, instructions, model, tools, max_steps, max_tool_calls, timeout_ms,
                                       metadata, version, created_at, updated_at)
                    VALUES (?, 'acme', 'poet', '', '', 'muse/large', '[]', 10, 20, 60000, '{}', 2, now(), now())
                    """,
                    agent);
            queue.execute(
                    """
                    INSERT INTO agent_version (tenant, agent_id, version, definition, created_at)
                    VALUES ('acme', ?, 1, '{"model": "elder/small", "limits": {"timeout": "PT5M"}}', now())
                    """,
                    agent);
            queue.execute("INSERT INTO provider_limit (provider, max_running) VALUES ('elder', 1)");
            queue.add("acme", "poet", Priority.NORMAL, 2, Duration.ZERO);
            queue.execute(
                    "UPDATE run SET agent_id = ?, agent_version = 1 WHERE agent_name = 'poet'",
                    agent);

            assertEquals(
                    1, queue.claim(10).size() + queue.claim(10).size(), "its provider's limit");
            assertEquals(
                    "elder/small true",
                    queue.value(
                            """
                            SELECT model || ' ' || (deadline_at > now() + interval '4 minutes')
                              FROM run WHERE owner = 'test'
                            """));
        });
    }

    private List<Claimed> oneByOne(int count) {
        List<Claimed> claimed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            claimed.addAll(queue.claim(1));
            queue.endAll();
        }
        return claimed;
    }

    private static Map<String, Integer> byTenant(List<Claimed> claimed) {
        return claimed.stream()
                .map(Claimed::tenant)
                .collect(Collectors.toMap(Function.identity(), it -> 1, Integer::sum));
    }

    /** Jain's fairness index, 1 if all have the same (Jain, Chiu, Hawe: DEC TR-301, 1984). */
    private static double jain(List<Integer> served) {
        double sum = served.stream().mapToDouble(it -> it).sum();
        double squares = served.stream().mapToDouble(it -> (double) it * it).sum();
        return sum * sum / (served.size() * squares);
    }
}
