package dev.parley.tool.execution;

import static dev.parley.tool.execution.WaitingPayment.decide;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an approval is good for while its tool, its run and the time go on. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class ApprovalLifeTest {

    @Inject Sql sql;
    @Inject ApprovalSweep sweep;

    private final ToolDoor door = new ToolDoor();
    private final String call = ToolDoor.callId();
    private final WaitingPayment payment = new WaitingPayment(door, call);

    @Test
    void isNotLetGoWhileItsToolIsDisabled() {
        payment.register("");
        String approval = payment.ask();
        door.designer().post("/v1/tools/pay/disable").then().statusCode(200);

        decide(door.user(), approval, "{'decision': 'approve'}")
                .then()
                .statusCode(409)
                .body("code", equalTo("tool-disabled"));
        assertEquals(0, SinkSuite.sink().effects(call));

        door.designer().post("/v1/tools/pay/enable").then().statusCode(200);
        decide(door.user(), approval, "{'decision': 'approve'}").then().statusCode(200);
        door.toEnd("pay", call, "{'n': 1}").then().body("status", equalTo("succeeded"));
        assertEquals(1, SinkSuite.sink().effects(call));
    }

    @Test
    void isCarriedOutAlsoIfTheRunWasClaimedAgainMeanwhile() {
        payment.register("");
        door.sinkTool("look", "none", "", "");
        UUID run = UUID.randomUUID();
        String waiting = ToolDoor.runCallId(run, 0);
        String approval = called("pay", waiting, 1).statusCode(202).extract().path("approval_id");
        called("pay", waiting, 2).statusCode(202);
        called("look", ToolDoor.runCallId(run, 1), 2).statusCode(200);

        decide(door.user(), approval, "{'decision': 'approve'}").then().statusCode(200);

        door.toEnd("pay", waiting, "{'n': 1}").then().body("status", equalTo("succeeded"));
        assertEquals(1, SinkSuite.sink().effects(waiting));
    }

    @Test
    void isOfTheNewestClaimAlsoIfItsToolWasDisabledMeanwhile() {
        payment.register("");
        door.sinkTool("look", "none", "", "");
        UUID run = UUID.randomUUID();
        String waiting = ToolDoor.runCallId(run, 0);
        String approval = called("pay", waiting, 1).statusCode(202).extract().path("approval_id");
        door.designer().post("/v1/tools/pay/disable").then().statusCode(200);
        called("pay", waiting, 2).statusCode(202);
        called("look", ToolDoor.runCallId(run, 1), 2).statusCode(200);
        door.designer().post("/v1/tools/pay/enable").then().statusCode(200);

        decide(door.user(), approval, "{'decision': 'approve'}").then().statusCode(200);

        door.toEnd("pay", waiting, "{'n': 1}").then().body("status", equalTo("succeeded"));
        assertEquals(1, SinkSuite.sink().effects(waiting));
    }

    private ValidatableResponse called(String tool, String callId, int epoch) {
        return door.user()
                .body(
                        "{\"call_id\": \"%s\", \"arguments\": {\"n\": 1}, \"context\": {\"epoch\": %d}}"
                                .formatted(callId, epoch))
                .post("/v1/tools/" + tool + "/execute")
                .then();
    }

    @Test
    void expires() {
        payment.register(", 'approval_rule': {'expires_in': 'PT1M'}");
        String approval = payment.ask();
        later("expires_at = now()");

        decide(door.user(), approval, "{'decision': 'approve'}").then().statusCode(409);
        sweep.sweep();
        door.call("pay", call, "{'n': 1}")
                .then()
                .statusCode(200)
                .body("problem.code", equalTo("approval-expired"));
        assertEquals(0, SinkSuite.sink().effects(call));
    }

    /** What somebody with a way into the database could do. */
    @ParameterizedTest
    @CsvSource({
        "used_at = now()",
        "expires_at = now()",
        "arguments_hash = 'other'",
        "tool_key = 'other'",
        "status = 'DENIED'"
    })
    void letsNothingLeaveWithoutAnApprovalThatFits(String change) {
        payment.register("");
        payment.ask();
        TenantScope.call(
                door.tenant(),
                () -> {
                    sql.update(
                            "UPDATE approval SET "
                                    + (change.contains("status") ? "" : "status = 'APPROVED', ")
                                    + change
                                    + " WHERE tenant = ?",
                            door.tenant());
                    return sql.update(
                            "UPDATE execution SET status = 'PLANNED' WHERE tenant = ?",
                            door.tenant());
                });

        door.toEnd("pay", call, "{'n': 1}").then().body("status", equalTo("failed"));
        assertEquals(0, SinkSuite.sink().effects(call));
    }

    private void later(String change) {
        TenantScope.call(
                door.tenant(),
                () ->
                        sql.update(
                                "UPDATE approval SET " + change + " WHERE tenant = ?",
                                door.tenant()));
    }
}
