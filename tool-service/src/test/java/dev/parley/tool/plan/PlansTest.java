package dev.parley.tool.plan;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class PlansTest {

    private final ToolDoor door = new ToolDoor();
    private final String plan = "p" + UUID.randomUUID();

    @Test
    void pipesResultsIntoWhatDependsOnThem() {
        String calls =
                """
                {'id': 'sum', 'tool': 'calculator', 'arguments': {'expression': '6*7'}},
                {'id': 'query', 'tool': 'json_query', 'arguments':
                  {'document': {'a': {'$from': 'sum', 'at': '/result'}, 'all': [{'$from': 'sum'}]}, 'query': 'a'}}
                """;
        door.planToEnd(plan, calls)
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"))
                .body("plan_id", equalTo(plan))
                .body("calls.id", equalTo(List.of("sum", "query")))
                .body("calls[1].result.result.toString()", equalTo("42"));
    }

    @Test
    void doesNothingTwiceHoweverOftenItIsAskedFor() {
        door.sinkTool("act", "unsafe", "", "");
        String calls =
                "{'id': 'a', 'tool': 'act', 'arguments': {'n': 1}}, {'id': 'b', 'tool': 'act', 'arguments': {'n': 2}, 'depends_on': ['a']}";
        Response first = door.planToEnd(plan, calls);
        first.then().statusCode(200).body("status", equalTo("succeeded"));

        assertEquals(first.asString(), door.planToEnd(plan, calls).asString());
        assertEquals(1, SinkSuite.sink().effects("plan:" + plan + ":a"));
        assertEquals(1, SinkSuite.sink().effects("plan:" + plan + ":b"));
        door.plan(plan, "{'id': 'a', 'tool': 'act', 'arguments': {'n': 9}}")
                .then()
                .statusCode(422)
                .body("code", equalTo("plan-id-reused"));
    }

    @Test
    void failsOnlyWhatDependsOnWhatFailed() {
        door.sinkTool("act", "unsafe", "", "");
        door.sinkTool("broken", "unsafe", "'mode': 'refuse'", "");
        Response response =
                door.planToEnd(
                        plan,
                        """
                        {'id': 'bad', 'tool': 'broken'}, {'id': 'good', 'tool': 'act'},
                        {'id': 'after_bad', 'tool': 'act', 'depends_on': ['bad', 'good']},
                        {'id': 'after_good', 'tool': 'act', 'depends_on': ['good']},
                        {'id': 'last', 'tool': 'act', 'depends_on': ['after_bad']}
                        """);
        response.then().statusCode(200).body("status", equalTo("failed"));
        assertEquals("failed", ToolDoor.statusOf(response, "bad"));
        assertEquals("succeeded", ToolDoor.statusOf(response, "good"));
        assertEquals("skipped", ToolDoor.statusOf(response, "after_bad"));
        assertEquals("succeeded", ToolDoor.statusOf(response, "after_good"));
        assertEquals("skipped", ToolDoor.statusOf(response, "last"));
    }

    @Test
    void putsWhatAToolRequiresBeforeIt() {
        door.sinkTool("login", "unsafe", "'mode': 'refuse'", "");
        door.sinkTool("act", "unsafe", "", ", 'requires': ['login']");
        Response response =
                door.planToEnd(plan, "{'id': 'x', 'tool': 'act'}, {'id': 'l', 'tool': 'login'}");
        assertEquals("skipped", ToolDoor.statusOf(response, "x"));

        new PlansTest.Other(door)
                .post("{'id': 'x', 'tool': 'act'}")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("requirement-unmet"));
    }

    private record Other(ToolDoor door) {
        Response post(String calls) {
            return door.user()
                    .body("{'calls': [%s]}".formatted(calls).replace('\'', '"'))
                    .post("/v1/tools/plan");
        }
    }

    @Test
    void undoesWhatHasSucceededWhenItIsCancelledTheLastFirst() {
        door.sinkTool("book", "unsafe", "", "");
        door.sinkTool("hang", "none", "'mode': 'hang'", "");
        door.sinkTool("unbook", "idempotent", "", "");
        SinkSuite.sink().closeGate();
        String calls =
                """
                {'id': 'a', 'tool': 'book', 'arguments': {'n': 1}, 'compensate': {'tool': 'unbook', 'arguments': {'n': 1}}},
                {'id': 'b', 'tool': 'book', 'arguments': {'n': 2}, 'depends_on': ['a'], 'compensate': {'tool': 'unbook', 'arguments': {'n': 2}}},
                {'id': 'c', 'tool': 'hang', 'depends_on': ['b'], 'compensate': {'tool': 'unbook'}},
                {'id': 'd', 'tool': 'book', 'depends_on': ['c'], 'compensate': {'tool': 'unbook'}}
                """;
        Response running = door.plan(plan, calls);
        while (SinkSuite.sink().effects("plan:" + plan + ":b") == 0
                || !"running".equals(ToolDoor.statusOf(running, "c"))) {
            running = door.plan(plan, calls);
        }
        as("eve", door.tenant(), "user")
                .post("/v1/plans/" + plan + "/cancel")
                .then()
                .statusCode(404);
        as("carl", door.tenant(), "user", "auditor")
                .post("/v1/plans/" + plan + "/cancel")
                .then()
                .statusCode(403);

        Response cancelled = door.user().post("/v1/plans/" + plan + "/cancel");
        SinkSuite.sink().openGate();

        cancelled.then().statusCode(200).body("status", equalTo("cancelled"));
        assertEquals("succeeded", cancelled.path("calls[0].compensation.status"));
        assertEquals("succeeded", cancelled.path("calls[1].compensation.status"));
        assertEquals("failed", ToolDoor.statusOf(cancelled, "c"));
        assertEquals("failed", ToolDoor.statusOf(cancelled, "d"));
        door.user().post("/v1/plans/" + plan + "/cancel").then().statusCode(200);
        List<String> undone =
                SinkSuite.sink().effects().stream()
                        .map(effect -> effect.key())
                        .filter(key -> key.startsWith("plan:" + plan) && key.endsWith(":undo"))
                        .toList();
        assertEquals(
                List.of("plan:" + plan + ":b:undo", "plan:" + plan + ":a:undo"),
                undone,
                "once each, the last first");
        door.planToEnd(plan, calls).then().body("status", equalTo("cancelled"));
        assertEquals(0, SinkSuite.sink().effects("plan:" + plan + ":d"));
    }

    @Test
    void waitsForApprovalsAndGoesOnAfterThem() {
        door.sinkTool("pay", "unsafe", "", ", 'approval': 'always'");
        String calls =
                "{'id': 'a', 'tool': 'pay'}, {'id': 'b', 'tool': 'calculator', 'arguments': {'expression': '1'}, 'depends_on': ['a']}, {'id': 'c', 'tool': 'calculator', 'arguments': {'expression': '2'}}";
        Response waits = door.plan(plan, calls);
        while (!"requires_action".equals(waits.path("status"))) {
            waits = door.plan(plan, calls);
        }
        assertEquals("requires_action", ToolDoor.statusOf(waits, "a"));
        assertEquals("waiting", ToolDoor.statusOf(waits, "b"));
        assertEquals("succeeded", ToolDoor.statusOf(waits, "c"));

        door.user()
                .body("{\"decision\": \"approve\"}")
                .post("/v1/approvals/" + waits.path("calls[0].approval_id") + "/decision")
                .then()
                .statusCode(200);
        door.planToEnd(plan, calls).then().body("status", equalTo("succeeded"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'id': 'a', 'tool': 'calculator', 'arguments': {}} | /calls/0/arguments",
                "{'id': 'a', 'tool': 'nothing'} | /calls/0/tool",
                "{'id': 'a', 'tool': 'clock', 'depends_on': ['b']} | /calls/0/depends_on/0",
                "{'id': 'a', 'tool': 'clock', 'depends_on': ['a']} | /calls",
                "{'id': 'a', 'tool': 'clock'}, {'id': 'a', 'tool': 'clock'} | /calls/1/id",
                "{'id': 'a', 'tool': 'json_query', 'arguments': {'document': {'$from': 'x'}, 'query': 'a'}} | /calls/0/arguments",
                "{'id': 'a', 'tool': 'json_query', 'arguments': {'document': [{'$from': 1}], 'query': 'a'}} | /calls/0/arguments/document/0",
                "{'id': 'a', 'tool': 'json_query', 'arguments': {'document': {'$from': 'a', 'at': 'x'}, 'query': 'a'}} | /calls/0/arguments/document/at",
                "{'id': 'a', 'tool': 'clock', 'compensate': {'tool': 'calculator', 'arguments': {'expression': {'$from': 'b'}}}}, {'id': 'b', 'tool': 'clock'} | /calls/0/compensate/arguments",
                "{'id': 'a', 'tool': 'clock', 'colour': 'red'} | /calls/0/colour",
                "{'id': 'a b', 'tool': 'clock'} | /calls/0/id",
                " | /calls"
            })
    void refusesWhatCannotBeCarriedOut(String calls, String pointer) {
        door.plan(plan, calls == null ? "" : calls)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(containsString(pointer)));
    }

    @Test
    void failsACallWhoseResultHasNotWhatAnotherTakes() {
        door.planToEnd(
                        plan,
                        """
                        {'id': 'a', 'tool': 'calculator', 'arguments': {'expression': '1'}},
                        {'id': 'b', 'tool': 'calculator', 'arguments': {'expression': {'$from': 'a', 'at': '/nothing'}}}
                        """)
                .then()
                .statusCode(200)
                .body("calls[1].problem.code", equalTo("nothing-to-take"))
                .body("calls[1].problem.detail", containsString("/arguments/expression"));
    }
}
