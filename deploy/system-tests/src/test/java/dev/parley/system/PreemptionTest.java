package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Run;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All slots are busy with what is low when something critical comes. */
@ExtendWith(SuiteExtension.class)
class PreemptionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SLOTS = 4;

    private static final int CALLS = 20;

    private static final String CALL =
            "{\"tool_calls\": [{\"name\": \"calculator\", \"arguments\": {\"expression\": \"6*7\"}}], \"gate\": \"%1$s\"},";

    private static final String MANY_STEPS =
            CALL.repeat(CALLS) + "{\"text\": \"It is {{tool_result}}\"}";

    private static final String ANSWER = "It is {\"result\":\"42\"}";

    private final Suite suite;
    private final Scripted scripted;

    PreemptionTest(Suite suite) {
        this.suite = suite;
        this.scripted = new Scripted(suite, "preempt");
    }

    /** A process that vanished a moment ago counts as one with free slots. */
    @BeforeEach
    void awaitTheEndOfOthers() {
        Await.until(
                () -> "only one process to be known",
                PATIENCE,
                () ->
                        suite.database(ServiceName.AGENT)
                                        .count(
                                                "SELECT count(*) FROM worker WHERE seen_at > now() - interval '5 seconds'")
                                == 1);
    }

    @BeforeEach
    void fewSlots() {
        order("{\"slots\":" + SLOTS + "}");
    }

    @AfterEach
    void slotsAsUsual() {
        order("{}");
    }

    @Test
    void aLowRunLeavesItsSlotAtTheBorderOfItsStepAndGoesOnLater() {
        scripted.agent(
                "low", MANY_STEPS, ", \"limits\": {\"max_steps\": 50, \"max_tool_calls\": 100}");
        scripted.agent("critical", "{\"text\": \"done\", \"gate\": \"%1$s\"}");
        Api agents = scripted.agents("user");
        List<Run> low = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            low.add(Run.start(agents, body("low", "low")));
        }
        long general = SLOTS - 2;
        Await.until(() -> "the general slots to be busy", PATIENCE, () -> running(low) == general);
        List<Run> critical = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            critical.add(Run.start(agents, body("critical", "critical")));
        }
        Await.until(() -> "the kept slots to be busy", PATIENCE, () -> running(critical) == 2);
        awaitAWaitOfASecond();
        scripted.open("low");
        Await.until(() -> "a low run to leave its slot", PATIENCE, () -> running(critical) == 3);
        scripted.open("critical");
        low.forEach(run -> assertEquals(ANSWER, run.awaitEnd().path("reply").asText()));
        critical.forEach(run -> assertEquals("completed", run.awaitEnd().path("status").asText()));
        low.forEach(run -> assertEquals(2 * CALLS + 1, run.steps().size()));
        assertTrue(
                suite.database(ServiceName.AGENT)
                                .count(
                                        "SELECT sum(preemptions) FROM run WHERE tenant = ?",
                                        scripted.tenant())
                        >= 1);
        assertEquals(
                0,
                suite.database(ServiceName.AGENT)
                        .count(
                                "SELECT sum(failures + crashes) FROM run WHERE tenant = ?",
                                scripted.tenant()));
    }

    /** Longer than it takes until somebody has looked whether a slot is wanted. */
    private void awaitAWaitOfASecond() {
        Await.until(
                () -> "the third critical run to have waited",
                PATIENCE,
                () ->
                        suite.database(ServiceName.AGENT)
                                        .count(
                                                "SELECT count(*) FROM run WHERE tenant = ? AND priority = 4 AND status = 'QUEUED'"
                                                        + " AND accepted_at < now() - interval '1 second'",
                                                scripted.tenant())
                                == 1);
    }

    private static long running(List<Run> runs) {
        return runs.stream().filter(run -> run.status().equals("running")).count();
    }

    private static String body(String agent, String priority) {
        return "{\"agent\":\"%s\",\"content\":\"go on\",\"priority\":\"%s\"}"
                .formatted(agent, priority);
    }

    /** The process learns of an order with its next heartbeat. */
    private void order(String order) {
        scripted.operations().send("PUT", "/v1/queue/workers/agent-service-1", order).expect(204);
        String now = suite.database(ServiceName.AGENT).rows("SELECT now()").getFirst();
        Await.until(
                () -> "the order to be known",
                PATIENCE,
                () ->
                        suite.database(ServiceName.AGENT)
                                        .count(
                                                "SELECT count(*) FROM worker WHERE instance = 'agent-service-1' AND seen_at > ?::timestamptz",
                                                now)
                                == 1);
    }
}
