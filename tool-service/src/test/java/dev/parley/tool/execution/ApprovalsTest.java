package dev.parley.tool.execution;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SinkSuite.class)
class ApprovalsTest {

    @Inject Sql sql;
    @Inject ApprovalSweep sweep;

    private final ToolDoor door = new ToolDoor();
    private final String call = ToolDoor.callId();

    private void tool(String rule) {
        door.sinkTool("pay", "unsafe", "", ", 'approval': 'always'" + rule);
    }

    /** Calls the tool, which then waits. */
    private String ask() {
        Response asked = door.call("pay", call, "{'n': 1}");
        asked.then()
                .statusCode(202)
                .body("status", equalTo("requires_action"))
                .body("approval_id", startsWith("appr_"));
        assertEquals(0, SinkSuite.sink().effects(call));
        return asked.path("approval_id");
    }

    private static Response decide(RequestSpecification who, String approval, String body) {
        return who.body(body.replace('\'', '"')).post("/v1/approvals/" + approval + "/decision");
    }

    @Test
    void carriesOutWhatIsApprovedAndNotBefore() {
        tool("");
        String approval = ask();
        door.call("pay", call, "{'n': 1}").then().statusCode(202);
        door.user()
                .get("/v1/approvals")
                .then()
                .body("data.id", contains(approval))
                .body("data[0].arguments.n", equalTo(1))
                .body("data[0].arguments_hash", notNullValue());

        decide(door.user(), approval, "{'decision': 'approve', 'reason': 'fine'}")
                .then()
                .statusCode(200)
                .body("status", equalTo("approved"))
                .body("decided_by", equalTo("ada"));

        door.toEnd("pay", call, "{'n': 1}").then().body("status", equalTo("succeeded"));
        assertEquals(1, SinkSuite.sink().effects(call));
        door.user().get("/v1/approvals/" + approval).then().body("used_at", notNullValue());
        decide(door.user(), approval, "{'decision': 'approve'}")
                .then()
                .statusCode(409)
                .body("code", equalTo("already-decided"));
        assertEquals(1, SinkSuite.sink().effects(call));
    }

    @Test
    void isNotLetGoWhileItsToolIsDisabled() {
        tool("");
        String approval = ask();
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
        tool("");
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

    private ValidatableResponse called(String tool, String callId, int epoch) {
        return door.user()
                .body(
                        "{\"call_id\": \"%s\", \"arguments\": {\"n\": 1}, \"context\": {\"epoch\": %d}}"
                                .formatted(callId, epoch))
                .post("/v1/tools/" + tool + "/execute")
                .then();
    }

    @Test
    void neverCarriesOutWhatIsDenied() {
        tool("");
        String approval = ask();

        decide(door.user(), approval, "{'decision': 'deny', 'reason': 'Too much.'}")
                .then()
                .body("status", equalTo("denied"));

        door.call("pay", call, "{'n': 1}")
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("problem.code", equalTo("approval-denied"))
                .body("problem.detail", containsString("Too much."));
        assertEquals(0, SinkSuite.sink().effects(call));
    }

    @Test
    void callsWithWhatWasEditedAndSaysSo() {
        tool("");
        String approval = ask();
        decide(door.user(), approval, "{'decision': 'edit', 'arguments': {'n': 'x'}}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/arguments/n"));

        decide(door.user(), approval, "{'decision': 'edit', 'arguments': {'n': 2}}")
                .then()
                .statusCode(200)
                .body("edited", equalTo(true))
                .body("arguments.n", equalTo(2));

        door.toEnd("pay", call, "{'n': 1}")
                .then()
                .body("status", equalTo("succeeded"))
                .body("note", containsString("changed its arguments to {\"n\":2}"));
        assertEquals(1, SinkSuite.sink().effects(call));
    }

    @ParameterizedTest
    @CsvSource({"approve, '{\"n\":1}', not-used", "edit, , required"})
    void wantsArgumentsToEditOnly(String decision, String arguments, String code) {
        tool("");
        String body =
                "{'decision': '%s'%s}"
                        .formatted(
                                decision, arguments == null ? "" : ", 'arguments': " + arguments);
        decide(door.user(), ask(), body)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/arguments"))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void wantsTwoPeopleWhereTheToolDoes() {
        tool(", 'approval_rule': {'four_eyes': true, 'approvers': ['treasurer']}");
        String approval = ask();
        String yes = "{'decision': 'approve'}";

        decide(as("ada", door.tenant(), "user", "treasurer"), approval, yes)
                .then()
                .statusCode(403)
                .body("code", equalTo("four-eyes"));
        decide(as("bob", door.tenant(), "user"), approval, yes).then().statusCode(404);
        decide(as("tom", "elsewhere", "user", "treasurer"), approval, yes).then().statusCode(404);
        as("bob", door.tenant(), "user").get("/v1/approvals").then().body("data", hasSize(0));
        as("tom", door.tenant(), "user", "treasurer")
                .get("/v1/approvals")
                .then()
                .body("data.id", contains(approval));
        decide(as("tom", door.tenant(), "user", "treasurer"), approval, yes).then().statusCode(200);
        door.toEnd("pay", call, "{'n': 1}").then().body("status", equalTo("succeeded"));
    }

    @Test
    void decidesOnceHoweverManyDecideAtOnce() throws Exception {
        tool("");
        String approval = ask();
        List<Future<Integer>> decided = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                String decision = i % 2 == 0 ? "approve" : "deny";
                decided.add(
                        threads.submit(() ->
                                decide(door.user(), approval, "{'decision': '" + decision + "'}")
                                        .statusCode()));
            }
        }
        int accepted = 0;
        for (Future<Integer> status : decided) {
            accepted += status.get() == 200 ? 1 : 0;
        }
        assertEquals(1, accepted);
    }

    @Test
    void expires() {
        tool(", 'approval_rule': {'expires_in': 'PT1M'}");
        String approval = ask();
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
        tool("");
        ask();
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

    @Test
    void endsWithACancellation() {
        tool("");
        String approval = ask();
        door.user()
                .post("/v1/executions/" + call + "/cancel")
                .then()
                .statusCode(200)
                .body("problem.code", equalTo("cancelled"));
        decide(door.user(), approval, "{'decision': 'approve'}")
                .then()
                .statusCode(409)
                .body("code", equalTo("already-decided"));
        door.user()
                .queryParam("status", "withdrawn")
                .get("/v1/approvals")
                .then()
                .body("data.id", contains(approval));
        assertEquals(0, SinkSuite.sink().effects(call));
    }
}
