package dev.parley.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who leaves a slot for whom, as {@code runs_to_preempt} decides it. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class PreemptionTest {

    @Inject QueuedRuns queue;

    @Test
    void aTenantsUrgentRunsTakeSlotsOfItsOwn() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 10);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 2);
            assertEquals(2, queue.toPreempt());
        });
    }

    @Test
    void onlyWhatIsLowLeavesAndOnlyForWhatIsCritical() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.NORMAL, 4);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 2);
            assertEquals(0, queue.toPreempt());
        });
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.add("acme", Priority.URGENT, 2);
            assertEquals(0, queue.toPreempt());
            queue.execute("UPDATE queue_settings SET preempt_from = 3");
            assertEquals(2, queue.toPreempt());
            queue.execute("UPDATE queue_settings SET max_preemptions = 0");
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void whoIsBeyondTheFairShareLeavesForWhoIsShortOfIt() {
        queue.inTransaction(() -> {
            queue.add("flood", Priority.LOW, 100);
            queue.claim(8);
            queue.add("calm", Priority.CRITICAL, 20);
            assertEquals(4, queue.toPreempt());
        });
    }

    @Test
    void urgencyTakesNothingThatBelongsToAnother() {
        queue.inTransaction(() -> {
            queue.add("pushy", Priority.CRITICAL, 4);
            queue.claim(4);
            queue.add("calm", Priority.LOW, 4);
            queue.claim(4);
            queue.add("pushy", Priority.CRITICAL, 50);
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void nobodyLeavesMoreThanThreeTimes() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 4);
            queue.execute("UPDATE run SET preemptions = 3 WHERE status = 'RUNNING'");
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void whoHasLeftIsNotBackBeforeTheMoreUrgentOne() {
        queue.inTransaction(() -> {
            queue.add("acme", "assistant", Priority.LOW, 1, Duration.ofMinutes(5));
            queue.claim(1);
            queue.add("acme", Priority.CRITICAL, 1);
            queue.execute(
                    """
                    UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now(), preemptions = 1
                     WHERE status = 'RUNNING' AND tenant = 'acme' AND owner = 'test'
                    """);
            assertEquals(Priority.CRITICAL, queue.claim(1).getFirst().priority());
        });
    }

    @Test
    void nobodyLeavesWhereASlotIsFree() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 2);
            worker(5);
            assertEquals(1, queue.toPreempt());
            worker(6);
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void nobodyLeavesForWhatOnlyAnExclusivePoolTakes() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.execute(
                    """
                    INSERT INTO worker_pool (name, slots, agents, exclusive) VALUES ('slow', 1, '{miner}', true)
                    """);
            queue.add("acme", "miner", Priority.CRITICAL, 2, Duration.ZERO);
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void nobodyLeavesForAUserWhoRunsAsMuchAsAllowed() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 3);
            queue.execute("UPDATE queue_settings SET user_max_running = 5");
            assertEquals(1, queue.toPreempt());
            queue.execute("UPDATE queue_settings SET user_max_running = 4");
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void nobodyElseLeavesForATenantThatRunsAsMuchAsItMay() {
        queue.inTransaction(() -> {
            queue.add("calm", Priority.NORMAL, 2);
            queue.claim(2);
            queue.add("flood", Priority.LOW, 100);
            queue.claim(6);
            queue.add("calm", Priority.CRITICAL, 20);
            assertEquals(2, queue.toPreempt());
            queue.execute("INSERT INTO tenant_quota (tenant, max_running) VALUES ('calm', 3)");
            assertEquals(1, queue.toPreempt());
            queue.execute("UPDATE tenant_quota SET max_running = 2");
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void aTenantAtItsLimitStillMakesRoomAmongItsOwn() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 2);
            queue.execute("INSERT INTO tenant_quota (tenant, max_running) VALUES ('acme', 4)");
            assertEquals(2, queue.toPreempt());
        });
    }

    @Test
    void noMoreLeaveThanTheProviderHasRoomFor() {
        queue.inTransaction(() -> {
            queue.add("flood", Priority.LOW, 100);
            queue.claim(8);
            queue.add("calm", Priority.CRITICAL, 20);
            roomForOneMore();
            assertEquals(1, queue.toPreempt());
            queue.execute("UPDATE provider_limit SET max_running = max_running - 1");
            assertEquals(0, queue.toPreempt());
        });
    }

    @Test
    void vacantSlotsAreOfNoUseToATenantAtItsLimit() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 2);
            worker(64);
            assertEquals(0, queue.toPreempt());
            queue.execute("INSERT INTO tenant_quota (tenant, max_running) VALUES ('acme', 4)");
            assertEquals(2, queue.toPreempt());
        });
    }

    @Test
    void whatOneTenantMayNotHaveIsAnothers() {
        queue.inTransaction(() -> {
            running("acme", Priority.NORMAL, 1);
            running("flood", Priority.LOW, 8);
            queue.add("acme", Priority.CRITICAL, 20);
            queue.add("zeta", Priority.CRITICAL, 1);
            queue.execute("INSERT INTO tenant_quota (tenant, max_running) VALUES ('acme', 1)");
            roomForOneMore();
            assertEquals(1, queue.toPreempt());
        });
    }

    @Test
    void aThirdIsAThird() {
        queue.inTransaction(() -> {
            running("flood", Priority.LOW, 17);
            running("other", Priority.LOW, 16);
            running("calm", Priority.NORMAL, 15);
            assertEquals(0, queue.toPreempt());
            queue.add("calm", Priority.CRITICAL, 1);
            assertEquals(1, queue.toPreempt());
        });
    }

    private void running(String tenant, Priority priority, int count) {
        queue.add(tenant, priority, count);
        for (int left = count; left > 0; left -= 8) {
            queue.claim(Math.min(left, 8));
        }
    }

    /** Other tests may have left some that run. */
    private void roomForOneMore() {
        queue.execute(
                """
                INSERT INTO provider_limit (provider, max_running)
                SELECT 'default', count(*) + 1 FROM run WHERE status = 'RUNNING' AND split_part(model, '/', 1) = 'default'
                """);
    }

    private void worker(int slots) {
        queue.execute("DELETE FROM worker");
        queue.execute(
                "INSERT INTO worker (instance, slots, seen_at) VALUES ('test', ?, now())", slots);
    }

    @Test
    void nobodyLeavesForWhatIsNotClaimed() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.LOW, 4);
            queue.claim(4);
            queue.add("acme", Priority.CRITICAL, 4);
            queue.execute(
                    "INSERT INTO paused_agent (tenant, agent_name) VALUES ('acme', 'assistant')");
            assertEquals(0, queue.toPreempt());
        });
    }
}
