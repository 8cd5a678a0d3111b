package dev.parley.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.ending.CancelRuns;
import dev.parley.agent.stored.Await;
import dev.parley.agent.stored.StoredRuns;
import dev.parley.agent.toolbox.ListeningToolService;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The calls of runs that nobody wants any more. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(value = ListeningToolService.class, restrictToAnnotatedClass = true)
class UnwantedCallsTest {

    private static final String CALL = "{\"tool\": \"pay\", \"arguments\": {}}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject CancelRuns cancellations;
    @Inject StoredRuns runs;

    @Test
    void areCancelledWithARunThatNobodyHas() {
        RunId run = begun();
        runs.handedBack(run);
        cancellations.cancel(tenant(run), run);

        awaitCancelled(run, 0);
        awaitCancelled(run, 1);
    }

    @Test
    void areCancelledByALaterClaimThatFindsTheCancellation() {
        RunId run = begun();
        cancellations.cancel(tenant(run), run);
        runs.resume(tenant(run));
        runs.handedBack(run);

        assertEquals("CANCELLED", runs.awaitEnd(run));
        awaitCancelled(run, 0);
    }

    @Test
    void areCancelledAtTheDeadline() {
        RunId run = begun();
        runs.execute(
                "UPDATE run SET deadline_at = now() - interval '1 minute' WHERE id = ?",
                run.value());

        assertEquals("EXPIRED", runs.awaitEnd(run));
        awaitCancelled(run, 0);
    }

    @Test
    void ofAReplayAreThoseOfItsOriginalAndStay() {
        RunId replay = begun();
        runs.execute(
                "UPDATE run SET replay_of = ? WHERE id = ?", UUID.randomUUID(), replay.value());
        runs.handedBack(replay);
        cancellations.cancel(tenant(replay), replay);
        areCancelledWithARunThatNobodyHas();

        assertEquals(List.of(), asked(replay));
    }

    /** Claimed by a process that is gone, with two calls that have no outcome. */
    private RunId begun() {
        RunId run = runs.ready(runs.pausedTenant());
        runs.execute("UPDATE run SET user_roles = '{finance}' WHERE id = ?", run.value());
        runs.claimed(run);
        runs.modelStep(run, 0, "", CALL + ',' + CALL);
        return run;
    }

    private String tenant(RunId run) {
        return String.valueOf(runs.value(run, "tenant"));
    }

    private void awaitCancelled(RunId run, int index) {
        CallId call = new CallId(run, 0, index);
        String expected = "POST /v1/executions/" + call + "/cancel " + tenant(run) + "/ada/finance";
        Await.until(() -> expected, PATIENCE, () -> asked(run).contains(expected));
    }

    private static List<String> asked(RunId run) {
        String part = run.toString().substring("run_".length());
        return ListeningToolService.asked().stream().filter(it -> it.contains(part)).toList();
    }
}
