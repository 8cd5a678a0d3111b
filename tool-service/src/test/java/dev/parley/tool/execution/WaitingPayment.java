package dev.parley.tool.execution;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** A call that pays, and that somebody must approve. */
record WaitingPayment(ToolDoor door, String call) {

    /** Makes the tool; {@code rule} are further fields of it, after a comma. */
    void register(String rule) {
        door.sinkTool("pay", "unsafe", "", ", 'approval': 'always'" + rule);
    }

    /** Calls the tool, which then waits; gives the approval's id. */
    String ask() {
        Response asked = door.call("pay", call, "{'n': 1}");
        asked.then()
                .statusCode(202)
                .body("status", equalTo("requires_action"))
                .body("approval_id", startsWith("appr_"));
        assertEquals(0, SinkSuite.sink().effects(call));
        return asked.path("approval_id");
    }

    static Response decide(RequestSpecification who, String approval, String body) {
        return who.body(body.replace('\'', '"')).post("/v1/approvals/" + approval + "/decision");
    }
}
