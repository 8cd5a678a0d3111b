package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Run;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs that callers start themselves: at once, later, again without effects. */
@ExtendWith(SuiteExtension.class)
class RunsTest {

    private static final String CALCULATION =
            """
            {"tool_calls": [{"name": "calculator", "arguments": {"expression": "6*7"}}]},
            {"text": "It is {{tool_result}}"}\
            """;

    private static final String ANSWER = "It is {\"result\":\"42\"}";

    private final Suite suite;
    private final Scripted scripted;
    private final Api agents;

    RunsTest(Suite suite) {
        this.suite = suite;
        this.scripted = new Scripted(suite, "runs");
        this.agents = scripted.agents("user");
    }

    @Test
    void answersWithoutAConversation() {
        scripted.agent("clerk", CALCULATION);
        Run run = Run.start(agents, "{\"agent\":\"clerk\",\"content\":\"go on\"}");
        JsonNode ended = run.awaitEnd();
        assertEquals("completed", ended.path("status").asText());
        assertEquals(ANSWER, ended.path("reply").asText());
        assertEquals(List.of("model", "tool", "model"), run.steps());
        assertTrue(ended.path("conversation_id").isNull());
        assertTrue(ended.at("/steps/0/input_hash").asText().matches("[0-9a-f]{64}"));
        assertTrue(ended.at("/timings/queued_ms").isNumber());
        assertTrue(
                ended.at("/timings/total_ms").asLong() >= ended.at("/timings/model_ms").asLong());
    }

    @Test
    void startsOnceHoweverOftenItIsAsked() {
        String body = "{\"agent\":\"assistant\",\"content\":\"Hello.\"}";
        String key = "key-" + scripted.tenant();
        String first =
                agents.post("/v1/runs", body, "Idempotency-Key", key).expect(202).text("/id");
        assertEquals(
                first,
                agents.post("/v1/runs", body, "Idempotency-Key", key).expect(202).text("/id"));
        assertEquals("completed", new Run(agents, first).awaitEnd().path("status").asText());
    }

    @Test
    void beginsWhenItsTimeHasCome() {
        Run run =
                Run.start(
                        agents,
                        "{\"agent\":\"assistant\",\"content\":\"Hello.\",\"delay\":\"PT1.5S\"}");
        Instant due = run.time("due_at");
        assertEquals("queued", run.status());
        run.awaitEnd();
        assertFalse(run.time("started_at").isBefore(due));
        assertTrue(run.time("started_at").isBefore(due.plus(Duration.ofSeconds(20))));
    }

    @Test
    void whatIsScheduledCanBeCancelledOrBegunAtOnce() {
        String later = Instant.now().plus(Duration.ofHours(1)).toString();
        String body =
                "{\"agent\":\"assistant\",\"content\":\"Hello.\",\"scheduled_at\":\""
                        + later
                        + "\"}";
        Run unwanted = Run.start(agents, body);
        assertEquals("cancelled", unwanted.cancel().expect(202).text("/status"));
        assertEquals("cancelled", unwanted.cancel().expect(202).text("/status"));
        Run urgent = Run.start(agents, body);
        scripted.agents("operator")
                .post("/v1/queue/runs/" + urgent.id() + "/requeue", "")
                .expect(204);
        assertEquals("completed", urgent.awaitEnd().path("status").asText());
    }

    @Test
    void aReplayTakesTheToolsResultsOfThenAndHasNoEffects() {
        scripted.agent("clerk", CALCULATION);
        Run run = Run.start(agents, "{\"agent\":\"clerk\",\"content\":\"go on\"}");
        String reply = run.awaitEnd().path("reply").asText();
        long executions = executions();
        for (String from : List.of("{}", "{\"from_step\":1}")) {
            String id =
                    agents.post("/v1/runs/" + run.id() + "/replay", from).expect(202).text("/id");
            JsonNode replayed = new Run(agents, id).awaitEnd();
            assertEquals(reply, replayed.path("reply").asText());
            assertEquals(run.id(), replayed.path("replay_of").asText());
        }
        assertEquals(executions, executions(), "nothing was executed again");
    }

    @Test
    void aReplayOfAConversationsRunTellsNobody() {
        scripted.agent("clerk", CALCULATION);
        var conversation = scripted.conversation("clerk");
        conversation.ask("go on");
        int events = conversation.logAfter(0).size();
        String run = conversation.logAfter(0).getLast().run();
        String id = agents.post("/v1/runs/" + run + "/replay", "").expect(202).text("/id");
        assertEquals("completed", new Run(agents, id).awaitEnd().path("status").asText());
        assertEquals(events, conversation.logAfter(0).size());
        assertEquals(2, conversation.messages().size());
    }

    @Test
    void aUsersRunsArePassedOverWhileAsManyRunAsMay() {
        scripted.agent("held", "{\"text\": \"done\", \"gate\": \"%1$s\"}");
        scripted.operations()
                .send(
                        "PUT",
                        "/v1/queue/tenants/" + scripted.tenant(),
                        "{\"weight\":1,\"user_max_running\":1}")
                .expect(200);
        Run first = Run.start(agents, "{\"agent\":\"held\",\"content\":\"one\"}");
        first.await("running");
        Run second = Run.start(agents, "{\"agent\":\"held\",\"content\":\"two\"}");
        Api bob = new Api(agents.baseUrl(), suite.token(scripted.tenant(), "bob", "user"));
        Run others = Run.start(bob, "{\"agent\":\"held\",\"content\":\"three\"}");
        others.await("running");
        assertEquals("queued", second.status());
        scripted.open("held");
        assertEquals("completed", second.awaitEnd().path("status").asText());
    }

    private long executions() {
        return suite.database(ServiceName.TOOL)
                .count("SELECT count(*) FROM execution WHERE tenant = ?", scripted.tenant());
    }
}
