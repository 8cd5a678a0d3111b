package dev.parley.agent.schedule;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose schedules are whose. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class ScheduleResourceTest {

    private static final String BODY =
            "{\"agent\":\"assistant\",\"content\":\"%s\",\"cron\":\"0 9 1 1 *\"}";

    private final String tenant = "t-" + UUID.randomUUID();

    private String ofAdmin() {
        return as("root", tenant, "admin")
                .body(BODY.formatted("tidy up"))
                .post("/v1/schedules")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** What it says would run with the rights of whom it belongs to. */
    @Test
    void whoMayOnlyReadItChangesNothing() {
        String path = "/v1/schedules/" + ofAdmin();

        refused(
                as("carl", tenant, "user", "auditor").body(BODY.formatted("tell me all")).put(path),
                403,
                "permission-denied");
        refused(as("carl", tenant, "user", "auditor").delete(path), 403, "permission-denied");
        refused(as("bob", tenant, "user").delete(path), 404, "not-found");

        as("carl", tenant, "user", "auditor")
                .get(path)
                .then()
                .statusCode(200)
                .body("content", equalTo("tidy up"));
        as("anna", tenant, "admin").delete(path).then().statusCode(204);
    }
}
