package dev.parley.tool.mcp.server;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import dev.parley.tool.mcp.server.everything.EverythingTools;
import dev.parley.tool.testing.Await;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls that outlast their requests, and replicas that come and go meanwhile. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(EverythingServer.class)
class TasksTest {

    private static final String FORM =
            "{\"1.user_name\":{\"method\":\"elicitation/create\",\"params\":{}}}";

    private final String tenant = "t-" + UUID.randomUUID();
    private final String label = UUID.randomUUID().toString();

    @Inject EverythingTools tools;
    @Inject Sql sql;

    @Test
    void goesOnWithoutItsRequest() {
        String task = begin(1).path("result.taskId");

        get(task).body("result.status", equalTo("working")).body("result", not(hasKey("result")));
        awaitStatus(task, "completed")
                .body("result.result.content[0].text", containsString(label))
                .body("result.ttlMs", equalTo(3_600_000));
        about(task, "tasks/get", "eve").then().body("error.code", equalTo(-32602));
        about(task, "tasks/cancel", "eve").then().body("error.code", equalTo(-32602));
    }

    @Test
    void answersACallAtOnceThatTakesNoTime() {
        begin(0).then().body("result.resultType", equalTo("complete"));
    }

    @Test
    void letsAClientWaitThatKnowsNoTasks() {
        McpRequests.calling("slow_compute", arguments(1))
                .send(as("ada", tenant, "user"))
                .then()
                .body("result.resultType", equalTo("complete"));
        McpRequests.calling("failing_job", "{}")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32021))
                .body(
                        "error.data.requiredCapabilities.extensions",
                        hasKey("io.modelcontextprotocol/tasks"));
    }

    @Test
    void letsClientsWaitBeyondTheirNumberOfTasks() {
        begin(30).then().body("result.resultType", equalTo("task"));
        begin(30).then().body("result.resultType", equalTo("task"));
        begin(1).then().body("result.resultType", equalTo("complete"));
    }

    @Test
    void stopsWhenItIsCancelled() {
        String task = begin(30).path("result.taskId");

        about(task, "tasks/cancel", "ada").then().body("result.resultType", equalTo("complete"));

        get(task).body("result.status", equalTo("cancelled"));
        Await.until("the tool stops", () -> tools.wasInterrupted(label));
        about(task, "tasks/cancel", "ada").then().statusCode(200).body("result", hasKey("_meta"));
        get(task).body("result.status", equalTo("cancelled"));
    }

    @Test
    void stopsWhenItIsCancelledOnAnotherReplica() {
        String task = begin(30).path("result.taskId");

        change("UPDATE mcp_task SET status = 'CANCELLED' WHERE id = ?", UUID.fromString(task));

        Await.until("the tool stops", () -> tools.wasInterrupted(label));
    }

    @Test
    void stopsWhenItIsForgotten() {
        String task = begin(30).path("result.taskId");

        change("DELETE FROM mcp_task WHERE id = ?", UUID.fromString(task));

        Await.until("the tool stops", () -> tools.wasInterrupted(label));
        get(task).body("error.code", equalTo(-32602));
    }

    @Test
    void failsIfItsReplicaVanished() {
        UUID task = UUID.randomUUID();
        change(
                """
                INSERT INTO mcp_task (tenant, id, user_id, tool, arguments, status, alive_at)
                VALUES (?, ?, 'ada', 'slow_compute', '{}', 'WORKING', now() - interval '31 seconds')
                """,
                tenant,
                task);

        get(task.toString())
                .body("result.status", equalTo("failed"))
                .body("result.error.message", containsString("not known"))
                .body("result", not(hasKey("result")));
    }

    @Test
    void goesOnWhereItsAnswerArrives() {
        UUID task = waiting("{\"1.user_name\":{\"method\":\"elicitation/create\",\"params\":{}}}");
        get(task.toString())
                .body("result.status", equalTo("input_required"))
                .body("result.inputRequests", hasKey("1.user_name"));

        update(task, "{\"2.user_name\":{}}").then().body("result.resultType", equalTo("complete"));
        get(task.toString()).body("result.status", equalTo("input_required"));
        update(task, "{\"1.user_name\":{\"content\":{\"name\":\"Grace\"}}}");

        awaitStatus(task.toString(), "completed")
                .body("result.result.content[0].text", containsString("Grace"));
        update(task, "{\"1.user_name\":{}}").then().body("result.resultType", equalTo("complete"));
    }

    @Test
    void takesAnswersOneByOne() {
        UUID task = waiting(FORM.replace("}}}", "}},\"1.more\":{\"method\":\"m\",\"params\":{}}}"));

        update(task, "{\"1.more\":{}}");

        get(task.toString())
                .body("result.status", equalTo("input_required"))
                .body("result.inputRequests", hasKey("1.user_name"))
                .body("result.inputRequests", not(hasKey("1.more")));
    }

    @Test
    void failsIfItsToolBreaks() {
        String task =
                McpRequests.calling("protocol_error_job", "{}")
                        .allowing(McpRequests.TASKS)
                        .send(as("ada", tenant, "user"))
                        .path("result.taskId");

        awaitStatus(task, "failed")
                .body("result.error.code", equalTo(-32603))
                .body(not(containsString("IllegalState")));
    }

    /** A task that another replica began, and that waits for its client. */
    private UUID waiting(String requests) {
        UUID task = UUID.randomUUID();
        change(
                """
                INSERT INTO mcp_task (tenant, id, user_id, tool, arguments, status, requests, answers)
                VALUES (?, ?, 'ada', 'test_tool_with_task', '{}', 'INPUT_REQUIRED', ?, '{}')
                """,
                tenant,
                task,
                requests);
        return task;
    }

    private Response update(UUID task, String answers) {
        return McpRequests.about(task.toString(), "tasks/update")
                .withJson("inputResponses", answers)
                .send(as("ada", tenant, "user"));
    }

    private Response begin(int seconds) {
        return McpRequests.calling("slow_compute", arguments(seconds))
                .allowing(McpRequests.TASKS)
                .send(as("ada", tenant, "user"));
    }

    private String arguments(int seconds) {
        return "{\"seconds\":%d,\"label\":\"%s\"}".formatted(seconds, label);
    }

    private ValidatableResponse awaitStatus(String task, String status) {
        Await.until(
                "the task is " + status,
                () -> about(task, "tasks/get", "ada").<String>path("result.status").equals(status));
        return get(task);
    }

    private ValidatableResponse get(String task) {
        return about(task, "tasks/get", "ada").then().statusCode(200);
    }

    private Response about(String task, String method, String user) {
        return McpRequests.about(task, method).send(as(user, tenant, "user"));
    }

    private void change(String statement, @Nullable Object... parameters) {
        assertEquals(1, TenantScope.call(tenant, () -> sql.update(statement, parameters)));
    }
}
