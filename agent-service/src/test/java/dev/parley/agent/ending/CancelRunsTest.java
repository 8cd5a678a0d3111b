package dev.parley.agent.ending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.stored.Await;
import dev.parley.agent.stored.StoredRuns;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a cancellation makes of runs that nobody has. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CancelRunsTest {

    @Inject CancelRuns cancellations;
    @Inject ExpireRuns expire;
    @Inject StoredRuns runs;
    @Inject Sql sql;

    @Test
    void endsARunThatWasBegunAndWaitsAgain() {
        String tenant = runs.pausedTenant();
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        runs.modelStep(run, 0, "So far", "");
        runs.handedBack(run);

        cancellations.cancel(tenant, run);

        assertEquals("CANCELLED", runs.value(run, "status"));
        assertEquals("2", runs.value(run, "epoch"));
        assertEquals("So far", runs.value(run, "reply"));
        assertEquals("3/2", runs.value(run, "input_tokens || '/' || output_tokens"));
    }

    @Test
    void letsWhoeverWaitedForItBegin() {
        String tenant = runs.pausedTenant();
        UUID conversation = UUID.randomUUID();
        RunId first = runs.inConversation(tenant, conversation, null);
        RunId second = runs.inConversation(tenant, conversation, first);
        runs.claimed(first);
        runs.handedBack(first);

        cancellations.cancel(tenant, first);

        assertEquals("true", runs.value(second, "ready"));
    }

    @Test
    void theDeadlineOfARunThatWaitsStandsStill() {
        String tenant = runs.pausedTenant();
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        runs.handedBack(run);
        runs.execute(
                """
                UPDATE run SET deadline_at = now() - interval '1 minute', queued_at = now() - interval '2 minutes' WHERE id = ?
                """,
                run.value());
        expire.sweep();
        assertEquals("QUEUED", runs.value(run, "status"));
        runs.execute("UPDATE run SET queued_at = now() WHERE id = ?", run.value());
        expire.sweep();
        assertEquals("EXPIRED", runs.awaitEnd(run));
    }

    @Test
    void oneThatRunsIsLeftToItsWorker() {
        String tenant = runs.pausedTenant();
        RunId run = runs.ready(tenant);
        runs.claimed(run);

        cancellations.cancel(tenant, run);

        assertEquals("RUNNING", runs.value(run, "status"));
        assertEquals("true", runs.value(run, "cancel_requested_at IS NOT NULL"));
    }

    @Test
    void whatWasMarkedAndLostItsWorkerIsEndedByTheSweep() {
        String tenant = runs.pausedTenant();
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        cancellations.cancel(tenant, run);
        runs.handedBack(run);

        assertEquals("CANCELLED", runs.awaitEnd(run));
    }

    @Test
    void whatIsOverdueAndMarkedEndsAsCancelled() {
        String tenant = runs.pausedTenant();
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        runs.modelStep(run, 0, "So far", "");
        cancellations.cancel(tenant, run);
        runs.execute(
                "UPDATE run SET deadline_at = now() - interval '1 minute' WHERE id = ?",
                run.value());

        expire.sweep();

        assertEquals("CANCELLED", runs.awaitEnd(run));
        assertEquals("2", runs.value(run, "epoch"));
        assertEquals("So far", runs.value(run, "reply"));
    }

    @Test
    void whatTheSweepEndsKeepsItsUsage() {
        String tenant = runs.pausedTenant();
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        runs.modelStep(run, 0, "So far", "");
        runs.execute(
                "UPDATE run SET deadline_at = now() - interval '1 minute' WHERE id = ?",
                run.value());

        expire.sweep();

        assertEquals("EXPIRED", runs.awaitEnd(run));
        assertEquals("3/2", runs.value(run, "input_tokens || '/' || output_tokens"));
    }

    /**
     * The first is just being cancelled, and its neighbour is passed on, when it is cancelled, too.
     */
    @Test
    void neighboursMayBeCancelledAtOnce() throws InterruptedException {
        String tenant = runs.pausedTenant();
        UUID conversation = UUID.randomUUID();
        RunId running = runs.inConversation(tenant, conversation, null);
        runs.claimed(running);
        RunId first = runs.inConversation(tenant, conversation, running);
        RunId second = runs.inConversation(tenant, conversation, first);
        Thread other = Thread.ofVirtual().unstarted(() -> cancellations.cancel(tenant, second));

        TenantScope.runForEveryTenant(() ->
                QuarkusTransaction.requiringNew()
                        .run(() -> {
                            withdraw(first, second, running);
                            other.start();
                            Await.until(
                                    () -> "the other to wait", Duration.ofSeconds(10), this::waits);
                        }));
        other.join();

        assertEquals("CANCELLED", runs.value(second, "status"));
        assertEquals("false", runs.value(second, "ready"));
    }

    /** As the cancellation of the first does it. */
    private void withdraw(RunId first, RunId second, RunId before) {
        sql.update(
                """
                UPDATE run SET status = 'CANCELLED', epoch = 1, ended_at = now(), cancel_requested_at = now() WHERE id = ?
                """,
                first.value());
        sql.update("UPDATE run SET after_run_id = ? WHERE id = ?", before.value(), second.value());
    }

    private boolean waits() {
        return !sql.list(
                        "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'",
                        row -> true)
                .isEmpty();
    }
}
