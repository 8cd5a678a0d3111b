package dev.parley.tool.execution;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class EffectsTest {

    private final ToolDoor door = new ToolDoor();

    /** What the other side does with the first requests of a call, and what comes of it. */
    @ParameterizedTest(name = "{0} tool, first {1}: {2}, {3} effects")
    @CsvSource({
        "none,         drop|no-effect-500,                succeeded, 1, 3",
        "none,         busy,                              succeeded, 1, 2",
        "none,         drop|drop|drop,                    failed,    0, 3",
        "none,         refuse,                            failed,    0, 1",
        "idempotent,   effect-then-drop|effect-then-500,  succeeded, 1, 3",
        "idempotent,   effect-then-500|busy|busy,         unknown,   1, 3",
        "idempotent,   effect-then-drop|refuse,           unknown,   1, 2",
        "idempotent,   busy|busy|busy,                    failed,    0, 3",
        "reconcilable, effect-then-drop,                  succeeded, 1, 1",
        "reconcilable, effect-then-500,                   succeeded, 1, 1",
        "reconcilable, drop|drop,                         succeeded, 1, 3",
        "reconcilable, no-effect-500|no-effect-500|drop,  failed,    0, 3",
        "unsafe,       ok,                                succeeded, 1, 1",
        "unsafe,       drop,                              unknown,   0, 1",
        "unsafe,       effect-then-drop,                  unknown,   1, 1",
        "unsafe,       effect-then-500,                   unknown,   1, 1",
        "unsafe,       effect-then-303,                   unknown,   1, 1",
        "reconcilable, effect-then-303,                   succeeded, 1, 1",
        "unsafe,       no-effect-500,                     unknown,   0, 1",
        "unsafe,       busy,                              failed,    0, 1",
        "unsafe,       refuse,                            failed,    0, 1",
    })
    void doesAsItsEffectsAllow(
            String effects, String first, String status, long done, int attempts) {
        String once = effects.equals("idempotent") ? "'once': 'true', " : "";
        door.sinkTool("act", effects, once + "'first': '" + first.replace('|', ',') + "'", "");
        String call = ToolDoor.callId();

        Response response = door.toEnd("act", call, "{'n': 1}");

        response.then()
                .statusCode(200)
                .body("status", equalTo(status))
                .body("attempts", equalTo(attempts));
        assertEquals(done, effects(call));
        assertEquals(
                response.asString(),
                door.call("act", call, "{'n': 1}").asString(),
                "asked again, the same outcome");
        assertEquals(done, effects(call));
    }

    @Test
    void saysThatNobodyKnows() {
        door.sinkTool("pay", "unsafe", "'mode': 'effect-then-drop'", "");

        door.call("pay", ToolDoor.callId(), "{}")
                .then()
                .body("problem.code", equalTo("tool-outcome-unknown"))
                .body("problem.detail", containsString("is not repeated"));
    }

    @Test
    void givesTheModelWhatTheServerSaid() {
        door.sinkTool("pay", "unsafe", "'mode': 'refuse'", "");

        door.call("pay", ToolDoor.callId(), "{}")
                .then()
                .body("problem.code", equalTo("http-422"))
                .body("problem.detail", equalTo("It said: This is not possible."));
    }

    @Test
    void actsOnceHoweverManyAskAtOnce() throws Exception {
        door.sinkTool("pay", "unsafe", "", "");
        String call = ToolDoor.callId();
        int before = SinkSuite.sink().requests();
        List<Future<Response>> asked = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                asked.add(threads.submit(() -> door.call("pay", call, "{'n': 7}")));
            }
        }
        for (Future<Response> response : asked) {
            assertEquals(asked.getFirst().get().asString(), response.get().asString());
        }
        assertEquals(1, effects(call));
        assertEquals(before + 1, SinkSuite.sink().requests());
    }

    @Test
    void tellsThatALongCallGoesOnAndGivesItsOutcomeLater() {
        door.sinkTool("slow", "unsafe", "'mode': 'hang'", "");
        String call = ToolDoor.callId();
        SinkSuite.sink().closeGate();

        door.call("slow", call, "{}").then().statusCode(202).body("status", equalTo("running"));
        door.call("slow", call, "{}").then().statusCode(202);
        SinkSuite.sink().openGate();

        door.call("slow", call, "{}").then().statusCode(200).body("status", equalTo("succeeded"));
        assertEquals(1, effects(call));
    }

    @ParameterizedTest
    @CsvSource({
        "unsafe, unknown",
        "idempotent, unknown",
        "none, failed",
        "reconcilable, succeeded"
    })
    void endsACallThatNobodyWantsAnyMore(String effects, String status) {
        door.sinkTool("slow", effects, "'mode': 'hang'", "");
        String call = ToolDoor.callId();
        SinkSuite.sink().closeGate();
        String execution = door.call("slow", call, "{}").path("execution_id");

        door.user().post("/v1/executions/" + execution + "/cancel").then().statusCode(200);

        door.call("slow", call, "{}").then().statusCode(200).body("status", equalTo(status));
        door.user()
                .post("/v1/executions/" + call + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo(status));
        assertEquals(1, effects(call), "it had left");
        SinkSuite.sink().openGate();
    }

    @Test
    void neverBeginsACallThatWasCancelledBeforeItCame() {
        door.sinkTool("pay", "unsafe", "", "");
        String call = ToolDoor.callId();

        door.user()
                .post("/v1/executions/" + call + "/cancel")
                .then()
                .statusCode(200)
                .body("problem.code", equalTo("cancelled"));

        door.call("pay", call, "{'n': 1}").then().body("status", equalTo("failed"));
        assertEquals(0, effects(call));
    }

    @Test
    void letsOnlyTheCallerCancel() {
        door.sinkTool("slow", "unsafe", "'mode': 'hang'", "");
        String call = ToolDoor.callId();
        SinkSuite.sink().closeGate();
        door.call("slow", call, "{}").then().statusCode(202);

        as("eve", door.tenant(), "user")
                .post("/v1/executions/" + call + "/cancel")
                .then()
                .statusCode(404);
        as("ada", "elsewhere", "user")
                .post("/v1/executions/exec_0123456789abcdef0123456789abcdef/cancel")
                .then()
                .statusCode(404);
        SinkSuite.sink().openGate();
        door.call("slow", call, "{}").then().body("status", equalTo("succeeded"));
    }

    @Test
    void leavesAToolAloneThatFailsAgainAndAgain() throws InterruptedException {
        door.sinkTool("broken", "unsafe", "'mode': 'drop'", "");
        for (int i = 0; i < 20; i++) {
            door.call("broken", ToolDoor.callId(), "{}").then().body("status", equalTo("unknown"));
        }
        int before = SinkSuite.sink().requests();

        door.call("broken", ToolDoor.callId(), "{}")
                .then()
                .body("status", equalTo("failed"))
                .body("problem.code", equalTo("circuit-open"));
        assertEquals(before, SinkSuite.sink().requests(), "nothing left");

        Response later = door.call("broken", ToolDoor.callId(), "{}");
        while (later.path("problem.code").equals("circuit-open")) {
            Thread.sleep(50);
            later = door.call("broken", ToolDoor.callId(), "{}");
        }
        later.then().body("status", equalTo("unknown"));
        assertTrue(SinkSuite.sink().requests() > before, "and is tried again");
    }

    private static long effects(String call) {
        return SinkSuite.sink().effects(call);
    }
}
