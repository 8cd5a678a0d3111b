package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.system.client.Run;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs whose tool calls people must decide on. */
@ExtendWith(SuiteExtension.class)
class ApprovalTest {

    private static final String PAYS =
            """
            {"tool_calls": [{"name": "pay", "arguments": {"n": 1}}]}, {"text": "The tool says {{tool_result}}"}\
            """;

    private final Suite suite;
    private final Scripted scripted;
    private final Tools tools;

    ApprovalTest(Suite suite) {
        this.suite = suite;
        this.scripted = new Scripted(suite, "approval");
        this.tools = new Tools(suite, scripted.tenant());
    }

    @BeforeEach
    void prepare() {
        tools.register("pay", "unsafe", "", ", 'approval': 'always'");
        scripted.agentWith("teller", PAYS, "pay");
    }

    private Run waitingRun() {
        Run run =
                Run.start(scripted.agents("user"), "{\"agent\":\"teller\",\"content\":\"go on\"}");
        run.await("requires_action");
        assertEquals(0, suite.sink().effects(call(run)));
        return run;
    }

    private static String call(Run run) {
        return run.look().at("/required_actions/0/call_id").asText();
    }

    private void act(Run run, String call, String decision, int status) {
        scripted.agents("user")
                .post(
                        "/v1/runs/" + run.id() + "/actions",
                        "{\"actions\": [{\"call_id\": \"%s\", \"decision\": \"%s\"}]}"
                                .formatted(call, decision))
                .expect(status);
    }

    @Test
    void goesOnAfterAnApprovalAlsoAfterACrashOfAllServices() {
        Run run = waitingRun();
        String call = call(run);
        Suite.inParallel(
                Arrays.stream(ServiceName.values()).map(suite::process).toList(), Daemon::kill);
        suite.heal();
        run.await("requires_action");

        act(run, Tools.callId(), "approve", 422);
        act(run, call, "approve", 202);

        JsonNode ended = run.awaitEnd();
        assertEquals("completed", ended.path("status").asText());
        assertEquals(1, suite.sink().effects(call));
        act(run, call, "approve", 422);
    }

    @Test
    void hearsOfADecisionThatWasMadeElsewhere() {
        Run run = waitingRun();
        String call = call(run);
        String approval = run.look().at("/required_actions/0/approval_id").asText();
        tools.api("olga", "operator")
                .post("/v1/approvals/" + approval + "/decision", "{\"decision\": \"approve\"}")
                .expect(200);
        assertEquals("completed", run.awaitEnd().path("status").asText());
        assertEquals(1, suite.sink().effects(call));
    }

    @Test
    void tellsTheModelOfARefusal() {
        Run run = waitingRun();
        String call = call(run);
        act(run, call, "deny", 202);
        JsonNode ended = run.awaitEnd();
        assertTrue(
                ended.path("reply").asText().contains("must not be tried again"), ended.toString());
        assertEquals(0, suite.sink().effects(call));
    }

    @Test
    void endsAtOnceWhenItIsCancelled() {
        Run run = waitingRun();
        String call = call(run);
        run.cancel().expect(202);
        assertEquals("cancelled", run.awaitEnd().path("status").asText());
        Await.until(
                () -> "the call to be withdrawn",
                Duration.ofSeconds(10),
                () ->
                        tools.api("ada", "user")
                                .get("/v1/approvals?status=withdrawn")
                                .expect(200)
                                .body()
                                .contains(call));
    }
}
