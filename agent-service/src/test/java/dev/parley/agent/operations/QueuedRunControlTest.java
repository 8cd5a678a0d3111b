package dev.parley.agent.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.agent.queue.QueuedRuns;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class QueuedRunControlTest {

    @Inject QueuedRuns queue;
    @Inject QueuedRunControl control;

    /** An hour ago it was put off, with a minute left. */
    @Test
    void whatWasPutOffLosesNoTimeWhenItIsQueuedAgain() {
        queue.inTransaction(() -> {
            queue.add("acme", Priority.NORMAL, 1);
            queue.claim(1);
            String run =
                    queue.value(
                            "SELECT id::text FROM run WHERE status = 'RUNNING' AND tenant = 'acme' AND owner = 'test'");
            queue.execute(
                    """
                    UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, ready = false, due_at = now() + interval '1 hour',
                                   queued_at = now() - interval '1 hour', deadline_at = now() - interval '59 minutes'
                     WHERE id = ?::uuid
                    """,
                    run);

            assertTrue(control.requeue(new RunId(UUID.fromString(run))));

            assertEquals(
                    "t",
                    queue.value(
                            "SELECT ready AND deadline_at > queued_at FROM run WHERE id = ?::uuid",
                            run));
            queue.claim(1);
            assertEquals(
                    "t",
                    queue.value(
                            "SELECT status = 'RUNNING' AND deadline_at > now() + interval '50 seconds' FROM run WHERE id = ?::uuid",
                            run));
        });
    }
}
