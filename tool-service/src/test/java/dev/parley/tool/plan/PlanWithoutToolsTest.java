package dev.parley.tool.plan;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plans whose tools are deleted while they are carried out. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class PlanWithoutToolsTest {

    private final ToolDoor door = new ToolDoor();
    private final String plan = "p" + UUID.randomUUID();

    @Test
    void isCancelledAndUndoneAlsoIfAToolIsGoneByNow() {
        door.sinkTool("book", "unsafe", "", "");
        door.sinkTool("unbook", "idempotent", "", "");
        door.sinkTool("pay", "unsafe", "", ", 'approval': 'always'");
        String calls =
                """
                {'id': 'a', 'tool': 'book', 'arguments': {'n': 1}, 'compensate': {'tool': 'unbook', 'arguments': {'n': 1}}},
                {'id': 'b', 'tool': 'pay', 'depends_on': ['a']}
                """;
        Response waits = door.plan(plan, calls);
        while (!"requires_action".equals(waits.path("status"))) {
            waits = door.plan(plan, calls);
        }
        door.designer().delete("/v1/tools/book").then().statusCode(204);
        door.designer().delete("/v1/tools/pay").then().statusCode(204);

        Response again = door.plan(plan, calls);
        again.then().statusCode(202);
        assertEquals("succeeded", ToolDoor.statusOf(again, "a"), "what was done stays done");

        Response cancelled = door.user().post("/v1/plans/" + plan + "/cancel");
        cancelled.then().statusCode(200).body("status", equalTo("cancelled"));
        assertEquals("succeeded", ToolDoor.statusOf(cancelled, "a"));
        assertEquals("succeeded", cancelled.path("calls[0].compensation.status"));
        assertEquals("failed", ToolDoor.statusOf(cancelled, "b"));
        assertEquals(1, SinkSuite.sink().effects("plan:" + plan + ":a:undo"));
        Response once = door.plan(plan, calls);
        once.then().statusCode(200).body("status", equalTo("cancelled"));
        assertEquals("cancelled", once.path("calls[1].problem.code"));
    }

    @Test
    void failsOnlyTheCallWhoseToolIsGoneByNow() {
        door.sinkTool("first", "unsafe", "", ", 'approval': 'always'");
        door.sinkTool("second", "unsafe", "", "");
        String calls =
                """
                {'id': 'a', 'tool': 'first'}, {'id': 'b', 'tool': 'second', 'depends_on': ['a']},
                {'id': 'c', 'tool': 'calculator', 'arguments': {'expression': '2'}, 'depends_on': ['a']}
                """;
        Response waits = door.plan(plan, calls);
        while (!"requires_action".equals(waits.path("status"))) {
            waits = door.plan(plan, calls);
        }
        door.designer().delete("/v1/tools/second").then().statusCode(204);
        door.user()
                .body("{\"decision\": \"approve\"}")
                .post("/v1/approvals/" + waits.path("calls[0].approval_id") + "/decision")
                .then()
                .statusCode(200);

        Response ended = door.planToEnd(plan, calls);
        ended.then().statusCode(200).body("status", equalTo("failed"));
        assertEquals("succeeded", ToolDoor.statusOf(ended, "a"));
        assertEquals("failed", ToolDoor.statusOf(ended, "b"));
        assertEquals("not-found", ended.path("calls[1].problem.code"));
        assertEquals("succeeded", ToolDoor.statusOf(ended, "c"));
    }
}
