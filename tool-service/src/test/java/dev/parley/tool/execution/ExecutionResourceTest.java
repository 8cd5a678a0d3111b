package dev.parley.tool.execution;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class ExecutionResourceTest {

    private final String tenant = "t-" + UUID.randomUUID();
    private final String call = "call_" + UUID.randomUUID().toString().replace("-", "") + "_0_0";

    @Test
    void executesATool() {
        execute(tenant, "calculator", "6*7")
                .then()
                .statusCode(200)
                .body("execution_id", startsWith("exec_"))
                .body("status", equalTo("succeeded"))
                .body("cached", equalTo(false));
    }

    @Test
    void givesTheFirstOutcomeAgainForTheSameCallId() {
        Response first = execute(tenant, "calculator", "6*7");
        Response again = execute(tenant, "calculator", "6*7");

        assertEquals(200, again.statusCode());
        assertEquals(
                first.<String>path("execution_id"), again.<String>path("execution_id"), "one run");
    }

    @Test
    void refusesAnotherCallUnderTheSameCallId() {
        execute(tenant, "calculator", "6*7").then().statusCode(200);

        refused(execute(tenant, "calculator", "6*8"), 422, "call-id-reused");
    }

    @Test
    void keepsTheCallsOfTenantsApart() {
        Response mine = execute(tenant, "calculator", "6*7");
        Response theirs = execute("t-" + UUID.randomUUID(), "calculator", "6*8");

        assertNotEquals(mine.<String>path("execution_id"), theirs.<String>path("execution_id"));
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(execute(tenant, "nothing", "1"), 404, "not-found");
        refused(
                as("ada", tenant, "user")
                        .body("{\"arguments\":{},\"call_id\":\"" + call + "\"}")
                        .post("/v1/tools/calculator/execute"),
                422,
                "invalid-arguments");
        lacks(
                "tools:execute",
                as("carl", tenant, "auditor")
                        .body("{\"arguments\":{},\"call_id\":\"" + call + "\"}")
                        .post("/v1/tools/calculator/execute"));
        refused(
                        as("ada", tenant, "user").get("/v1/tools/calculator/execute"),
                        405,
                        "method-not-allowed")
                .header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void isCancelledByItsUserOrAnAdministratorOnly() {
        execute(tenant, "calculator", "6*7").then().statusCode(200);
        String path = "/v1/executions/" + call + "/cancel";

        refused(as("carl", tenant, "user", "auditor").post(path), 403, "permission-denied");
        refused(as("bob", tenant, "user").post(path), 404, "not-found");
        as("root", tenant, "admin").post(path).then().statusCode(200);
    }

    private Response execute(String ofTenant, String tool, String expression) {
        return as("ada", ofTenant, "user")
                .body(
                        "{\"arguments\":{\"expression\":\"%s\"},\"call_id\":\"%s\"}"
                                .formatted(expression, call))
                .post("/v1/tools/" + tool + "/execute");
    }
}
