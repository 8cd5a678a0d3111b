package dev.parley.agent.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.queue.QueuedRuns;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class WakeRunsTest {

    @Inject QueuedRuns queue;
    @Inject WakeRuns runs;

    @Test
    void oneThatLooksJustNowForgetsWhatItWaitedFor() {
        queue.inTransaction(() -> {
            String run = claimed();
            queue.execute("UPDATE run SET required_actions = '[]' WHERE id = ?::uuid", run);

            runs.wake(List.of(new RunId(UUID.fromString(run))));

            assertEquals(
                    "t",
                    queue.value(
                            "SELECT status = 'RUNNING' AND required_actions IS NULL FROM run WHERE id = ?::uuid",
                            run));
        });
    }

    @Test
    void oneThatWaitsIsReady() {
        queue.inTransaction(() -> {
            String run = claimed();
            queue.execute(
                    """
                    UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, required_actions = '[]', ready = false,
                                   due_at = now() + interval '10 minutes'
                     WHERE id = ?::uuid
                    """,
                    run);

            runs.wake(List.of(new RunId(UUID.fromString(run))));

            assertEquals(
                    "t",
                    queue.value(
                            "SELECT ready AND due_at IS NULL AND required_actions IS NOT NULL FROM run WHERE id = ?::uuid",
                            run));
        });
    }

    private String claimed() {
        queue.add("acme", Priority.NORMAL, 1);
        queue.claim(1);
        return queue.value(
                "SELECT id::text FROM run WHERE status = 'RUNNING' AND tenant = 'acme' AND owner = 'test'");
    }
}
