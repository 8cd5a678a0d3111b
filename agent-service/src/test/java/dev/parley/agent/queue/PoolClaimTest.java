package dev.parley.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.queue.QueuedRuns.Claimed;
import dev.parley.contracts.event.Priority;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose slots a run gets, and whose limits hold it back, as {@code claim_runs} decides it. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class PoolClaimTest {

    @Inject QueuedRuns queue;
    @Inject DueSweep due;

    @Test
    void keepsSlotsForWhatIsUrgent() {
        queue.inTransaction(() -> {
            pool("'urgent', 2, 3, '{}', '{}', '{}', NULL, false");
            queue.add("acme", Priority.LOW, 20);
            assertEquals(8, queue.claim(10).size());
            queue.add("acme", Priority.HIGH, 3);
            assertEquals(List.of(), queue.claim(10, Map.of("general", 8)));
            queue.add("acme", Priority.URGENT, 3);
            assertEquals(List.of("urgent", "urgent"), pools(queue.claim(10, Map.of("general", 8))));
        });
    }

    @Test
    void whatIsUrgentTakesAGeneralSlotFirstSoThatItsOwnStayFree() {
        queue.inTransaction(() -> {
            pool("'urgent', 2, 3, '{}', '{}', '{}', NULL, false");
            queue.add("acme", Priority.CRITICAL, 3);
            assertEquals(List.of("general", "general", "general"), pools(queue.claim(10)));
        });
    }

    @Test
    void aLabelledPoolTakesItsOwnFirstAndLeavesTheGeneralSlotsToOthers() {
        queue.inTransaction(() -> {
            pool("'gold', 3, 0, '{gold}', '{}', '{}', NULL, false");
            queue.add("gold", Priority.NORMAL, 5);
            queue.add("other", Priority.NORMAL, 5);
            Map<String, List<String>> byTenant =
                    queue.claim(7).stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Claimed::tenant,
                                            Collectors.mapping(
                                                    Claimed::pool, Collectors.toList())));
            assertEquals(
                    List.of("gold", "gold", "gold", "general", "general"), byTenant.get("gold"));
            assertEquals(List.of("general", "general"), byTenant.get("other"));
        });
    }

    @Test
    void whatIsExclusivelyAPoolsGetsNoOtherSlot() {
        queue.inTransaction(() -> {
            pool("'slow', 2, 0, '{}', '{miner}', '{}', NULL, true");
            queue.add("acme", "miner", Priority.CRITICAL, 5, Duration.ZERO);
            queue.add("acme", "clerk", Priority.LOW, 1, Duration.ZERO);
            assertEquals(Map.of("slow", 2L, "general", 1L), count(queue.claim(10), Claimed::pool));
            assertEquals(List.of(), queue.claim(10, Map.of("slow", 2, "general", 1)));
        });
    }

    @Test
    void whatIsExclusivelyTwoPoolsIsClaimedForBoth() {
        queue.inTransaction(() -> {
            pool("'slow', 1, 0, '{}', '{miner}', '{}', NULL, true");
            pool("'gold', 1, 0, '{gold}', '{}', '{}', NULL, true");
            queue.add("gold", "miner", Priority.NORMAL, 5, Duration.ZERO);
            assertEquals(Map.of("slow", 1L, "gold", 1L), count(queue.claim(10), Claimed::pool));
        });
    }

    @Test
    void eachExclusivePoolHasASlotBeforeAnyHasTwo() {
        queue.inTransaction(() -> {
            pool("'a', 100, 0, '{}', '{miner}', '{}', NULL, true");
            pool("'b', 2, 0, '{}', '{}', '{}', NULL, false");
            pool("'c', 2, 0, '{}', '{smith}', '{}', NULL, true");
            queue.add("acme", "miner", Priority.NORMAL, 9, Duration.ZERO);
            queue.add("acme", "smith", Priority.NORMAL, 9, Duration.ZERO);
            assertEquals(Map.of("a", 2L, "c", 1L), count(queue.claim(4), Claimed::pool));
        });
    }

    @Test
    void aPoolsLimitHoldsForAllProcesses() {
        queue.inTransaction(() -> {
            pool("'slow', 5, 0, '{}', '{miner}', '{}', 3, true");
            queue.add("acme", "miner", Priority.NORMAL, 10, Duration.ZERO);
            assertEquals(3, queue.claim(10).size());
            assertEquals(List.of(), queue.claim(10));
        });
    }

    @Test
    void poolsAreChosenByModelAndProvider() {
        queue.inTransaction(() -> {
            agent("acme", "poet", "muse/large");
            pool("'muse', 2, 0, '{}', '{}', '{muse}', NULL, false");
            pool("'auto', 1, 0, '{}', '{}', '{default/auto}', NULL, false");
            queue.add("acme", "poet", Priority.NORMAL, 1, Duration.ZERO);
            queue.add("acme", "assistant", Priority.NORMAL, 1, Duration.ZERO);
            assertEquals(
                    Map.of("poet", "muse", "assistant", "auto"),
                    queue.claim(10).stream()
                            .collect(Collectors.toMap(Claimed::agent, Claimed::pool)));
        });
    }

    @Test
    void aProvidersLimitStopsItsOwnRunsAndNoOthers() {
        queue.inTransaction(() -> {
            agent("acme", "poet", "muse/large");
            queue.execute("INSERT INTO provider_limit (provider, max_running) VALUES ('muse', 2)");
            queue.add("acme", "poet", Priority.CRITICAL, 50, Duration.ofMinutes(1));
            queue.add("acme", "assistant", Priority.LOW, 3, Duration.ZERO);
            assertEquals(
                    Map.of("poet", 2L, "assistant", 3L), count(queue.claim(10), Claimed::agent));
            assertEquals(List.of(), queue.claim(10));
        });
    }

    @Test
    void aUsersLimitStopsNobodyElseOfTheTenant() {
        queue.inTransaction(() -> {
            queue.execute("UPDATE queue_settings SET user_max_running = 2");
            queue.addOf("acme", "eager", 500);
            queue.addOf("acme", "late", 3);
            assertEquals(Map.of("eager", 2L, "late", 2L), count(queue.claim(10), Claimed::user));
            assertEquals(List.of(), queue.claim(10));
            queue.endAll();
            assertEquals(Map.of("eager", 2L, "late", 1L), count(queue.claim(10), Claimed::user));
        });
    }

    @Test
    void aTenantsRuleForItsUsersGoesBeforeTheQueues() {
        queue.inTransaction(() -> {
            queue.execute("UPDATE queue_settings SET user_max_running = 1");
            queue.execute("INSERT INTO tenant_quota (tenant, user_max_running) VALUES ('acme', 3)");
            queue.addOf("acme", "ada", 10);
            queue.addOf("other", "ada", 10);
            assertEquals(Map.of("acme", 3L, "other", 1L), count(queue.claim(10), Claimed::tenant));
        });
    }

    @Test
    void aPoolThatShrinksGetsNoNewRunsAndTakesNoneFromOthers() {
        queue.inTransaction(() -> {
            pool("'gold', 1, 0, '{gold}', '{}', '{}', NULL, false");
            queue.add("gold", Priority.NORMAL, 5);
            queue.add("other", Priority.NORMAL, 9);
            List<Claimed> claimed = queue.claim(6, Map.of("gold", 4));
            assertEquals(Map.of("general", 2L), count(claimed, Claimed::pool));
        });
    }

    @Test
    void atLeastOneSlotIsGeneral() {
        queue.inTransaction(() -> {
            pool("'gold', 100, 0, '{gold}', '{}', '{}', NULL, false");
            queue.add("other", Priority.NORMAL, 5);
            assertEquals(1, queue.claim(4).size());
        });
    }

    /** While no slot is free nobody claims, and who is urgent is to be seen. */
    @Test
    void whatIsDueBecomesReadyWithoutAClaim() {
        queue.inTransaction(() -> {
            queue.addDue("acme", "later", Duration.ofMinutes(1));
            queue.addDue("acme", "now", Duration.ZERO);
            assertEquals(1, due.sweep());
            assertEquals(
                    "now",
                    queue.value(
                            "SELECT user_id FROM run WHERE status = 'QUEUED' AND ready AND tenant = 'acme'"));
        });
    }

    @Test
    void whatIsDueIsClaimed() {
        queue.inTransaction(() -> {
            queue.addDue("acme", "later", Duration.ofMinutes(1));
            assertEquals(List.of(), queue.claim(10));
            queue.addDue("acme", "now", Duration.ZERO);
            assertEquals(List.of("now"), queue.claim(10).stream().map(Claimed::user).toList());
        });
    }

    private void pool(String values) {
        queue.execute(
                "INSERT INTO worker_pool (name, slots, min_priority, tenants, agents, models, max_running, exclusive) VALUES ("
                        + values
                        + ")");
    }

    private void agent(String tenant, String name, String model) {
        queue.execute(
                """
                INSERT INTO agent (id, tenant, name, description, instructions, model, tools, max_steps, max_tool_calls, timeout_ms,
                                   metadata, version, created_at, updated_at)
                VALUES (gen_random_uuid(), ?, ?, '', '', ?, '[]', 10, 20, 60000, '{}', 1, now(), now())
                """,
                tenant,
                name,
                model);
    }

    private static List<String> pools(List<Claimed> claimed) {
        return claimed.stream().map(Claimed::pool).toList();
    }

    private static Map<String, Long> count(List<Claimed> claimed, Function<Claimed, String> by) {
        return claimed.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }
}
