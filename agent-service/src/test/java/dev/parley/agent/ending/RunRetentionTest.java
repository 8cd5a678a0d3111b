package dev.parley.agent.ending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.stored.StoredRuns;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What has ended long ago. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class RunRetentionTest {

    /** Ids tell when they were made: the first in 2020, the second in 2100. */
    private static final UUID LONG_AGO = UUID.fromString("016f5e66-e800-7000-8000-000000000001");

    private static final UUID TO_COME = UUID.fromString("03bb2cc3-d800-7000-8000-000000000001");

    @Inject RunRetention retention;
    @Inject StoredRuns runs;

    @Test
    void isDeletedWithItsStepsAfterItsTime() {
        String tenant = runs.pausedTenant();
        RunId old = ended(tenant, "91 days");
        RunId young = ended(tenant, "89 days");
        RunId open = runs.ready(tenant);

        retention.sweep();

        assertEquals(List.of(), of(old));
        assertEquals(List.of(young.value().toString()), of(young));
        assertEquals(List.of(open.value().toString()), of(open));
        assertEquals(
                List.of(), runs.list("SELECT body FROM run_step WHERE run_id = ?", old.value()));
    }

    @Test
    void nobodyWaitsForWhatWasDeleted() {
        assertEquals(
                List.of("true", "false", "false"),
                runs.list(
                        """
                        SELECT run_is_over(id)::text FROM unnest(ARRAY[?, ?, ?]::uuid[]) WITH ORDINALITY AS asked (id, place) ORDER BY place
                        """,
                        LONG_AGO,
                        TO_COME,
                        runs.ready(runs.pausedTenant()).value()));
    }

    private RunId ended(String tenant, String ago) {
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        runs.modelStep(run, 0, "So far", "");
        runs.execute(
                """
                UPDATE run SET status = 'COMPLETED', owner = NULL, lease_until = NULL, ended_at = now() - ?::interval WHERE id = ?
                """,
                ago,
                run.value());
        return run;
    }

    private List<String> of(RunId run) {
        return runs.list("SELECT id::text FROM run WHERE id = ?", run.value());
    }
}
