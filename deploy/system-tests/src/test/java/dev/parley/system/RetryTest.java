package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.Run;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that fail in a way that may pass: tried again by themselves, then by a person. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A model call is tried three times at once, before the run is put off. */
    private static final String FAILS_FOUR_TIMES =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}]},
            {"error": {"status": 503}, "times": 4, "then": {"text": "It is {{tool_result}}"}}\
            """;

    private static final String FAILS =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}]},
            {"error": {"status": 503}}\
            """;

    private static final String RECOVERED =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}]},
            {"text": "It is {{tool_result}}"}\
            """;

    private static final String ANSWER = "It is {\"result\":\"42\"}";

    private final Suite suite;
    private final Scripted scripted;
    private final Api agents;

    RetryTest(Suite suite) {
        this.suite = suite;
        this.scripted = new Scripted(suite, "retry");
        this.agents = scripted.agents("user");
    }

    @BeforeAll
    void retrySoon() {
        backoff("PT0.2S");
    }

    @AfterAll
    void retryAsUsual() {
        backoff("PT2S");
    }

    @Test
    void goesOnAfterAPauseWhereItFailed() {
        scripted.agent("shaky", FAILS_FOUR_TIMES);
        Conversation conversation = scripted.conversation("shaky");
        List<ServerEvent> log = conversation.ask("go on");
        LogRules.check(conversation, conversation.logAfter(0));
        ServerEvent again =
                log.stream()
                        .filter(event -> event.json().has("retry_at"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("run.queued", again.type());
        assertEquals("model-unavailable", again.json().at("/problem/code").asText());
        Run run = new Run(agents, log.getLast().run());
        assertEquals(2, run.look().path("attempts").asInt());
        assertEquals(1, run.look().path("failures").size());
        assertEquals(1, executions(run));
    }

    @Test
    void isGivenUpWithItsEvidenceAndTriedAgainByHand() {
        scripted.agent("broken", FAILS);
        Run run =
                Run.start(
                        agents, "{\"agent\":\"broken\",\"content\":\"go on\",\"max_attempts\":2}");
        JsonNode failed = run.awaitEnd();
        assertEquals("failed", failed.path("status").asText());
        assertTrue(failed.path("dead_letter").asBoolean());
        assertEquals(2, failed.path("failures").size());
        assertEquals("model-unavailable", failed.at("/failures/1/code").asText());
        assertEquals(
                run.id(), agents.get("/v1/runs?dead_letter=true").expect(200).text("/data/0/id"));
        scripted.script("broken", RECOVERED);
        Run retry =
                new Run(
                        agents,
                        agents.post("/v1/runs/" + run.id() + "/retry", "").expect(202).text("/id"));
        JsonNode ended = retry.awaitEnd();
        assertEquals(ANSWER, ended.path("reply").asText());
        assertEquals(run.id(), ended.path("retry_of").asText());
        assertEquals(0, executions(retry), "the tool's result was taken over");
        assertEquals(
                "run-not-failed",
                agents.post("/v1/runs/" + retry.id() + "/retry", "").expect(409).text("/code"));
    }

    @Test
    void aConversationsRunIsTriedAgainInItsPlace() {
        scripted.agent("mended", FAILS);
        Conversation conversation = scripted.conversation("mended");
        conversation.post("go on");
        List<ServerEvent> log = conversation.logOfEnded(1, PATIENCE);
        assertEquals("run.failed", log.getLast().type());
        String failed = log.getLast().run();
        scripted.script("mended", RECOVERED);
        String retry = agents.post("/v1/runs/" + failed + "/retry", "").expect(202).text("/id");
        List<ServerEvent> all = conversation.logOfEnded(2, PATIENCE);
        assertEquals("run.completed", LogRules.ofRun(retry, all).getLast().type());
        LogRules.assertGapless(1, all);
        List<JsonNode> messages = conversation.messages();
        assertEquals(2, messages.size());
        assertEquals(ANSWER, messages.getLast().path("content").asText());
        assertEquals(
                "run-not-failed",
                agents.post("/v1/runs/" + failed + "/retry", "").expect(409).text("/code"),
                "once");
    }

    @Test
    void anOperatorTriesADeadLetterAgain() {
        scripted.agent("dead", FAILS);
        Run run =
                Run.start(agents, "{\"agent\":\"dead\",\"content\":\"go on\",\"max_attempts\":1}");
        run.awaitEnd();
        scripted.script("dead", RECOVERED);
        String letters = "/v1/queue/dead-letters?agent=dead&tenant=" + scripted.tenant();
        assertEquals(
                run.id(), scripted.operations().get(letters).expect(200).text("/data/0/run_id"));
        String retry = "/v1/queue/dead-letters/" + run.id() + "/retry";
        scripted.agents("operator").post(retry, "").expect(202);
        scripted.operations().post(retry, "").expect(409);
        String retried = scripted.operations().get(letters).text("/data/0/retried_by");
        assertEquals(ANSWER, new Run(agents, retried).awaitEnd().path("reply").asText());
    }

    @Test
    void isNotTriedAgainWhereThatWouldNotHelp() {
        scripted.agent("wrong", "{\"error\": {\"status\": 400}}");
        Run run = Run.start(agents, "{\"agent\":\"wrong\",\"content\":\"go on\"}");
        JsonNode failed = run.awaitEnd();
        assertEquals("model-refused-request", failed.at("/problem/code").asText());
        assertEquals(1, failed.path("attempts").asInt());
        assertTrue(!failed.path("dead_letter").asBoolean());
    }

    @Test
    void aRunThatIsPutOffCanBeCancelled() {
        backoff("PT30S");
        try {
            scripted.agent("late", FAILS);
            Run run = Run.start(agents, "{\"agent\":\"late\",\"content\":\"go on\"}");
            Await.until(
                    () -> "it to be put off", PATIENCE, () -> !run.look().path("due_at").isNull());
            run.cancel().expect(202);
            assertEquals("cancelled", run.awaitEnd().path("status").asText());
        } finally {
            backoff("PT0.2S");
        }
    }

    private void backoff(String first) {
        scripted.operations()
                .send("PUT", "/v1/queue/rules", "{\"first_backoff\":\"" + first + "\"}")
                .expect(200);
    }

    private long executions(Run run) {
        return suite.database(ServiceName.TOOL)
                .count(
                        "SELECT count(*) FROM execution WHERE tenant = ? AND call_id LIKE ?",
                        scripted.tenant(),
                        "call_" + run.id().substring(4) + "%");
    }
}
