package dev.parley.agent.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the trigger in Postgres and the rules in Java to each other. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class RunTransitionTriggerTest {

    @Inject RunRows rows;

    @Test
    void postgresAllowsWhatTheRulesAllowAndNothingElse() {
        Map<RunState, List<RunState>> reachable = RunUniverse.reachable();
        List<String> differences = new ArrayList<>();
        rows.inTransaction(() -> {
            for (RunState from : reachable.keySet()) {
                UUID run = rows.along(reachable.get(from));
                Set<RunState> following = RunUniverse.following(from);
                RunUniverse.others(from)
                        .filter(to -> rows.allows(run, from, to) != following.contains(to))
                        .forEach(to -> differences.add(from + " -> " + to));
            }
        });

        assertEquals(List.of(), differences);
        assertEquals(38, reachable.size());
    }

    @Test
    void whatChangesNoStateIsAllowed() {
        Map<RunState, List<RunState>> reachable = RunUniverse.reachable();
        rows.inTransaction(() -> {
            for (RunState state : reachable.keySet()) {
                UUID run = rows.along(reachable.get(state));
                assertTrue(rows.allows(run, state, state), state::toString);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lease_until = NULL",
                "owner = NULL",
                "ended_at = now()",
                "status = 'COMPLETED', ended_at = now()",
                "status = 'COMPLETED', owner = NULL, lease_until = NULL",
                "status = 'QUEUED'",
                "status = 'QUEUED', owner = NULL, lease_until = NULL, ready = false",
                "status = 'QUEUED', owner = NULL, lease_until = NULL, due_at = now()",
                "due_at = now()",
                "status = 'LOST', owner = NULL, lease_until = NULL"
            })
    void refusesWhatIsNoState(String change) {
        rows.inTransaction(() -> {
            Running running = new Running(1, "one", RunUniverse.NOW, false);
            UUID run = rows.along(List.of(new Ready(0, false), running));

            assertFalse(rows.allows("UPDATE run SET " + change + " WHERE id = ?", run));
        });
    }

    @Test
    void whatAnEndedRunWaitedForMayBeForgotten() {
        rows.inTransaction(() -> {
            RunState withdrawn = new Ended(Outcome.CANCELLED, 1);
            UUID run = rows.along(List.of(new Ready(0, false), withdrawn));

            assertTrue(rows.allows("UPDATE run SET after_run_id = NULL WHERE id = ?", run));
            assertTrue(rows.allows("DELETE FROM run WHERE id = ?", run));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "COMPLETED", "CANCELLED", "LOST"})
    void aRunBeginsInTheQueue(String status) {
        rows.inTransaction(() ->
                assertFalse(
                        rows.allows(
                                """
                                INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, accepted_at,
                                                 status, ready)
                                VALUES (?, 'acme', 'ada', ?, 1, 'assistant', 1, now(), ?, true)
                                """,
                                UUID.randomUUID(),
                                UUID.randomUUID(),
                                status)));
    }
}
