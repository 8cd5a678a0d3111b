package dev.parley.agent.control;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.platform.testing.Callers.tampered;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class RunResourceTest {

    private static final String RUNS = "/v1/runs";

    private static final String INSERT =
            """
            INSERT INTO run (id, tenant, user_id, conversation_id, message_seq, agent_name, priority, content, status, ready, accepted_at)
            VALUES (?, ?, ?, gen_random_uuid(), 1, ?, 1, 'go', 'QUEUED', true, now())
            """;

    @Inject Sql sql;

    private final String tenant = "t-" + UUID.randomUUID();

    /** So that the dispatcher leaves these runs alone. */
    @BeforeEach
    void pauseTheTenant() {
        as("olga", tenant, "operator").post("/v1/queue/pause").then().statusCode(200);
    }

    @Test
    void listsOnesOwnNewestFirst() {
        RunId first = add("ada", "clerk");
        RunId second = add("ada", "poet");
        add("bob", "clerk");

        ada().get(RUNS)
                .then()
                .statusCode(200)
                .body("data.id", contains(second.toString(), first.toString()))
                .body("has_more", equalTo(false));
        as("root", tenant, "admin").get(RUNS).then().body("data", hasSize(3));
        as("ada", "t-" + UUID.randomUUID(), "admin").get(RUNS).then().body("data", empty());
    }

    @Test
    void pagesAndFilters() {
        add("ada", "clerk");
        RunId poem = add("ada", "poet");
        add("ada", "clerk");

        Response page = ada().queryParam("limit", 2).get(RUNS);
        String cursor = page.path("next_cursor");
        ada().queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get(RUNS)
                .then()
                .body("data", hasSize(1))
                .body("has_more", equalTo(false));
        refused(ada().queryParam("cursor", tampered(cursor)).get(RUNS), 400, "invalid-cursor");
        ada().queryParam("agent", "poet")
                .queryParam("status", "queued")
                .get(RUNS)
                .then()
                .body("data.id", contains(poem.toString()));
        ada().queryParam("status", "running").get(RUNS).then().body("data", empty());
        refused(ada().queryParam("status", "lost").get(RUNS), 422, "validation-failed");
        refused(ada().queryParam("conversation_id", "x").get(RUNS), 422, "validation-failed");
    }

    @Test
    void cancelsOnesOwn() {
        RunId run = add("ada", "clerk");
        String path = RUNS + '/' + run + "/cancel";

        lacks("runs:cancel", as("olga", tenant, "auditor").post(path));
        refused(as("bob", tenant, "user").post(path), 404, "not-found");
        ada().post(path).then().statusCode(202).body("status", equalTo("cancelled"));
        ada().post(path).then().statusCode(202).body("status", equalTo("cancelled"));
    }

    /** Both times are the database's, whose clock decides when it is due. */
    @Test
    void aDelayCountsFromTheAcceptance() {
        RunId run =
                RunId.parse(
                        ada().body(
                                        "{\"agent\":\"assistant\",\"content\":\"go\",\"delay\":\"PT1H\"}")
                                .post(RUNS)
                                .path("id"));

        assertEquals(
                "01:00:00 {user}",
                TenantScope.callForEveryTenant(() ->
                        sql.find(
                                        "SELECT (due_at - accepted_at) || ' ' || user_roles::text FROM run WHERE id = ?",
                                        row -> row.getString(1),
                                        run.value())
                                .orElseThrow()));
    }

    @Test
    void nothingBeginsWhileAsMuchIsOpenAsMayBe() {
        add("ada", "clerk");
        rule("{\"max_open\":1}");
        try {
            refused(
                    ada().body("{\"agent\":\"assistant\",\"content\":\"go\"}").post(RUNS),
                    429,
                    "queue-full");
        } finally {
            rule("{\"max_open\":1000000}");
        }
    }

    @Test
    void ofATenantNoMoreIsLetInThanItsLimit() {
        as("olga", "operations", "operator")
                .body("{\"weight\":1,\"max_open\":2}")
                .put("/v1/queue/tenants/" + tenant)
                .then()
                .statusCode(200);
        String wanted = "{\"agent\":\"assistant\",\"content\":\"go\"}";
        ada().body(wanted).post(RUNS).then().statusCode(202);
        ada().body(wanted).post(RUNS).then().statusCode(202);
        refused(ada().body(wanted).post(RUNS), 429, "queue-full");
    }

    private static void rule(String rules) {
        as("olga", "operations", "operator")
                .body(rules)
                .put("/v1/queue/rules")
                .then()
                .statusCode(200);
    }

    private RequestSpecification ada() {
        return as("ada", tenant, "user");
    }

    private RunId add(String user, String agent) {
        RunId run = RunId.next();
        TenantScope.runForEveryTenant(() -> sql.update(INSERT, run.value(), tenant, user, agent));
        return run;
    }
}
