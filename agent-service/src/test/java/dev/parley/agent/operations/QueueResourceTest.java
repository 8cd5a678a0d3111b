package dev.parley.agent.operations;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class QueueResourceTest {

    private static final String QUEUE = "/v1/queue";

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, content, status, ready, accepted_at)
            VALUES (?, ?, 'ada', gen_random_uuid(), 1, ?, ?::smallint, 'go', 'QUEUED', true, now())
            """;

    @Inject Sql sql;

    private final String tenant = "t-" + UUID.randomUUID();

    /** So that the dispatcher leaves these runs alone. */
    @BeforeEach
    void pauseTheTenant() {
        operator().post(QUEUE + "/pause").then().statusCode(200);
    }

    @Test
    void showsWhatWaits() {
        add("clerk", Priority.LOW);
        add("clerk", Priority.CRITICAL);

        status().body("queued", equalTo(2))
                .body("oldest_wait_ms", greaterThanOrEqualTo(0))
                .body("lanes.priority", contains("low", "critical"))
                .body("tenants.find { it.tenant == '" + tenant + "' }.paused", equalTo(true))
                .body("last_minute.wait_ms", notNullValue())
                .body("workers", empty());
    }

    @Test
    void showsAnOperatorOnlyTheOwnTenant() {
        add("clerk", Priority.LOW);
        String other = "t-" + UUID.randomUUID();

        as("eve", other, "operator")
                .get(QUEUE)
                .then()
                .statusCode(200)
                .body("lanes", empty())
                .body("tenants.tenant", not(hasItem(tenant)));
        refused(
                as("eve", other, "operator")
                        .body("{\"tenant\":\"" + tenant + "\"}")
                        .post(QUEUE + "/resume"),
                403,
                "permission-denied");
    }

    @Test
    void showsThoseWhoRunTheSuiteEverything() {
        add("clerk", Priority.LOW);

        suiteOperator()
                .get(QUEUE)
                .then()
                .statusCode(200)
                .body("lanes.tenant", hasItem(tenant))
                .body("workers.size()", greaterThanOrEqualTo(1));
    }

    @Test
    void pausesAndResumesAnAgent() {
        String clerk = "{\"agent\":\"clerk\"}";

        operator()
                .body(clerk)
                .post(QUEUE + "/pause")
                .then()
                .statusCode(200)
                .body("paused_agents.agent", contains("clerk"));
        operator()
                .body(clerk)
                .post(QUEUE + "/resume")
                .then()
                .statusCode(200)
                .body("paused_agents", empty());
    }

    @Test
    void aTenantsOperatorDoesNotLiftThePauseOfTheSuite() {
        String all = "{\"tenant\":\"" + tenant + "\"}";
        String clerk = "{\"tenant\":\"" + tenant + "\",\"agent\":\"clerk\"}";
        suiteOperator().body(all).post(QUEUE + "/pause").then().statusCode(200);
        suiteOperator().body(clerk).post(QUEUE + "/pause").then().statusCode(200);
        add("clerk", Priority.LOW);

        operator().post(QUEUE + "/resume").then().statusCode(200);
        operator().body("{\"agent\":\"clerk\"}").post(QUEUE + "/resume").then().statusCode(200);
        status().body("tenants.find { it.tenant == '" + tenant + "' }.paused", equalTo(true))
                .body("paused_agents.agent", contains("clerk"));
        operator().post(QUEUE + "/pause").then().statusCode(200);
        suiteOperator().body(clerk).post(QUEUE + "/resume").then().statusCode(200);
        status().body("paused_agents", empty());
    }

    @Test
    void thoseWhoRunTheSuiteSeeOneTenantIfTheyWant() {
        add("clerk", Priority.LOW);

        suiteOperator()
                .queryParam("tenant", tenant)
                .get(QUEUE)
                .then()
                .statusCode(200)
                .body("lanes.tenant", contains(tenant))
                .body("tenants.tenant", contains(tenant))
                .body("pools", empty());
        refused(
                operator().queryParam("tenant", "someone-else").get(QUEUE),
                403,
                "permission-denied");
        refused(suiteOperator().queryParam("tenant", "*").get(QUEUE), 422, "validation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59Z",
                "-1000000000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void refusesATimeThatNoRunWasAcceptedAt(String time) {
        refused(
                operator().queryParam("accepted_before", time).delete(QUEUE + "/runs"),
                422,
                "validation-failed");
    }

    @Test
    void anExclusivePoolHasSlots() {
        String pool = QUEUE + "/pools/mine";
        refused(
                suiteOperator()
                        .body("{\"slots\":0,\"exclusive\":true,\"agents\":[\"miner\"]}")
                        .put(pool),
                422,
                "validation-failed");
        suiteOperator()
                .body("{\"slots\":1,\"exclusive\":true,\"agents\":[\"miner\"]}")
                .put(pool)
                .then()
                .statusCode(200);
        suiteOperator()
                .get(QUEUE)
                .then()
                .body("pools.find { it.pool == 'mine' }.slots", equalTo(1));
        suiteOperator().delete(pool).then().statusCode(204);
    }

    @Test
    void purgesByFilter() {
        RunId kept = add("poet", Priority.LOW);
        RunId low = add("clerk", Priority.LOW);
        RunId high = add("clerk", Priority.HIGH);

        operator()
                .queryParam("agent", "clerk")
                .queryParam("priority", "low")
                .delete(QUEUE + "/runs")
                .then()
                .statusCode(200)
                .body("cancelled", equalTo(1))
                .body("has_more", equalTo(false));

        assertEquals("CANCELLED", statusOf(low));
        assertEquals("QUEUED", statusOf(high));
        assertEquals("QUEUED", statusOf(kept));
        refused(
                operator().queryParam("priority", "soon").delete(QUEUE + "/runs"),
                422,
                "validation-failed");
        refused(
                operator().queryParam("accepted_before", "now").delete(QUEUE + "/runs"),
                422,
                "validation-failed");
    }

    @Test
    void movesARunToAnotherPriority() {
        RunId run = add("clerk", Priority.LOW);

        operator()
                .body("{\"priority\":\"urgent\"}")
                .post(QUEUE + "/runs/" + run + "/priority")
                .then()
                .statusCode(204);

        status().body("lanes.priority", contains("urgent"));
        refused(
                as("eve", "t-" + UUID.randomUUID(), "operator")
                        .body("{\"priority\":\"low\"}")
                        .post(QUEUE + "/runs/" + run + "/priority"),
                404,
                "not-found");
    }

    @Test
    void requeuesOnlyWhatIsBeingExecuted() {
        RunId run = add("clerk", Priority.LOW);
        refused(operator().post(QUEUE + "/runs/" + run + "/requeue"), 409, "run-not-running");
    }

    @Test
    void letsOnlyThoseWhoRunTheSuiteSetItsRules() {
        String rules =
                "{\"ageing\":\"PT2M\",\"max_open\":1000000,\"tenant_max_open\":100000,\"user_max_open\":10000}";
        String quota = "{\"weight\":2.5,\"max_running\":4}";

        refused(operator().body(rules).put(QUEUE + "/rules"), 403, "permission-denied");
        refused(operator().body(quota).put(QUEUE + "/tenants/" + tenant), 403, "permission-denied");
        refused(
                suiteOperator().body("{\"weight\":0}").put(QUEUE + "/tenants/" + tenant),
                422,
                "validation-failed");
        suiteOperator().body(rules).put(QUEUE + "/rules").then().statusCode(200);
        suiteOperator().body(quota).put(QUEUE + "/tenants/" + tenant).then().statusCode(200);

        operator().get(QUEUE + "/rules").then().body("ageing", equalTo("PT2M"));
        status().body("tenants.find { it.tenant == '" + tenant + "' }.max_running", equalTo(4));
    }

    @Test
    void ordersAWorker() {
        String instance = suiteOperator().get(QUEUE).path("workers[0].instance");

        suiteOperator()
                .body("{\"slots\":32}")
                .put(QUEUE + "/workers/" + instance)
                .then()
                .statusCode(204);

        suiteOperator().get(QUEUE).then().body("workers.slots", hasItem(32));
        suiteOperator().body("{}").put(QUEUE + "/workers/" + instance).then().statusCode(204);
        refused(suiteOperator().body("{}").put(QUEUE + "/workers/nobody"), 404, "not-found");
    }

    @Test
    void isForOperators() {
        lacks("queue:read", as("bob", tenant, "user").get(QUEUE));
        lacks("queue:operate", as("bob", tenant, "auditor").post(QUEUE + "/pause"));
        lacks("queue:report", operator().get(QUEUE + "/report"));
        as("conversation-service", tenant, "service")
                .get(QUEUE + "/report")
                .then()
                .statusCode(200)
                .body("outlooks.tenant", hasItem(""))
                .body("rules.max_open", greaterThanOrEqualTo(1))
                .body("open", greaterThanOrEqualTo(0));
    }

    private ValidatableResponse status() {
        return operator().get(QUEUE).then().statusCode(200);
    }

    private RequestSpecification operator() {
        return as("olga", tenant, "operator");
    }

    private static RequestSpecification suiteOperator() {
        return as("olga", "operations", "operator");
    }

    private RunId add(String agent, Priority priority) {
        RunId run = RunId.next();
        TenantScope.runForEveryTenant(
                () -> sql.update(INSERT, run.value(), tenant, agent, priority.ordinal()));
        return run;
    }

    private String statusOf(RunId run) {
        return TenantScope.callForEveryTenant(() ->
                sql.find(
                                "SELECT status FROM run WHERE id = ?",
                                row -> row.getString(1),
                                run.value())
                        .orElseThrow());
    }
}
