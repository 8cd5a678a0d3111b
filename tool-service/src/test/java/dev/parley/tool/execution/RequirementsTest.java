package dev.parley.tool.execution;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tools that need others to have succeeded before. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class RequirementsTest {

    private final ToolDoor door = new ToolDoor();

    @Test
    void wantsWhatComesFirstToHaveSucceededInTheSameRun() {
        door.sinkTool("login", "unsafe", "", "");
        door.sinkTool("post", "unsafe", "", ", 'requires': ['login']");
        UUID run = UUID.randomUUID();

        door.call("post", ToolDoor.runCallId(run, 1), "{}")
                .then()
                .statusCode(409)
                .body("code", equalTo("requirement-unmet"))
                .body("detail", containsString("Call login first"));
        door.call("login", ToolDoor.callId(), "{}").then().body("status", equalTo("succeeded"));
        door.call("post", ToolDoor.runCallId(run, 1), "{}").then().statusCode(409);

        door.call("login", ToolDoor.runCallId(run, 2), "{}")
                .then()
                .body("status", equalTo("succeeded"));
        door.call("post", ToolDoor.runCallId(run, 3), "{}")
                .then()
                .body("status", equalTo("succeeded"));
    }

    @Test
    void refusesCircles() {
        door.sinkTool("a", "unsafe", "", "");
        door.sinkTool("b", "unsafe", "", ", 'requires': ['a']");
        door.sinkTool("c", "unsafe", "", ", 'requires': ['b']");

        door.designer()
                .contentType("application/merge-patch+json")
                .body("{\"requires\": [\"c\"]}")
                .patch("/v1/tools/a")
                .then()
                .statusCode(422)
                .body("code", equalTo("invalid-requirements"))
                .body("errors[0].pointer", containsString("/requires"))
                .body("detail", containsString("a requires c requires b requires a"));
        door.designer()
                .delete("/v1/tools/b")
                .then()
                .statusCode(409)
                .body("code", equalTo("tool-required"));
    }
}
