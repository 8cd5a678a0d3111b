package dev.parley.tool.execution;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.tool.execution.WaitingPayment.decide;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
class ApprovalsTest {

    private final ToolDoor door = new ToolDoor();
    private final String call = ToolDoor.callId();
    private final WaitingPayment payment = new WaitingPayment(door, call);

    @Test
    void carriesOutWhatIsApprovedAndNotBefore() {
        payment.register("");
        String approval = payment.ask();
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
    void neverCarriesOutWhatIsDenied() {
        payment.register("");
        String approval = payment.ask();

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
        payment.register("");
        String approval = payment.ask();
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
        payment.register("");
        String body =
                "{'decision': '%s'%s}"
                        .formatted(
                                decision, arguments == null ? "" : ", 'arguments': " + arguments);
        decide(door.user(), payment.ask(), body)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/arguments"))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void wantsTwoPeopleWhereTheToolDoes() {
        payment.register(", 'approval_rule': {'four_eyes': true, 'approvers': ['treasurer']}");
        String approval = payment.ask();
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
        payment.register("");
        String approval = payment.ask();
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
    void endsWithACancellation() {
        payment.register("");
        String approval = payment.ask();
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
