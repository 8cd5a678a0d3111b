package dev.parley.agent.run;

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

/** What becomes of a run that a worker takes up where another one stopped. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class LaterClaimTest {

    private static final String CALL = "{\"tool\": \"pay\", \"arguments\": {}}";

    @Inject StoredRuns runs;

    @Test
    void keepsTheUsageOfTheEarlierOnesThoughItDoesNothing() {
        RunId run = crashed();
        runs.resume(tenant(run));

        assertEquals("FAILED", runs.awaitEnd(run));
        assertEquals("worker-lost", runs.value(run, "problem::json ->> 'code'"));
        assertEquals("3/2", runs.value(run, "input_tokens || '/' || output_tokens"));
        assertEquals("true", runs.value(run, "dead_letter"));
    }

    @Test
    void aReplayIsNoDeadLetter() {
        RunId run = crashed();
        runs.execute("UPDATE run SET replay_of = ? WHERE id = ?", UUID.randomUUID(), run.value());
        runs.resume(tenant(run));

        assertEquals("FAILED", runs.awaitEnd(run));
        assertEquals("false", runs.value(run, "dead_letter"));
    }

    @Test
    void callsNoneOfTheToolsOfAStepThatCallsTooMany() {
        String tenant = runs.pausedTenant();
        UUID agent = UUID.randomUUID();
        runs.execute(
                """
                INSERT INTO agent_version (tenant, agent_id, version, definition, created_at) VALUES (?, ?, 1, ?, now())
                """,
                tenant,
                agent,
                """
                {"name": "payer", "version": 1, "description": "", "instructions": "", "model": "default/auto", "tools": [],
                 "limits": {"max_steps": 5, "max_tool_calls": 2, "timeout": "PT1M"}}
                """);
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        runs.modelStep(run, 0, "", String.join(",", List.of(CALL, CALL, CALL)));
        runs.handedBack(run);
        runs.execute(
                "UPDATE run SET agent_id = ?, agent_version = 1 WHERE id = ?", agent, run.value());
        runs.resume(tenant);

        assertEquals("FAILED", runs.awaitEnd(run));
        assertEquals("tool-call-limit-reached", runs.value(run, "problem::json ->> 'code'"));
        assertEquals(
                List.of(),
                runs.list(
                        "SELECT call_index::text FROM run_step WHERE run_id = ? AND call_index >= 0",
                        run.value()));
    }

    private RunId crashed() {
        RunId run = runs.ready(runs.pausedTenant());
        runs.claimed(run);
        runs.modelStep(run, 0, "So far", "");
        runs.handedBack(run);
        runs.execute("UPDATE run SET crashes = 3 WHERE id = ?", run.value());
        return run;
    }

    private String tenant(RunId run) {
        return String.valueOf(runs.value(run, "tenant"));
    }
}
