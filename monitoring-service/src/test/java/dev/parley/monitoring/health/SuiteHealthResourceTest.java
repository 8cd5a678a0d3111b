package dev.parley.monitoring.health;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class SuiteHealthResourceTest {

    private static final String PATH = "/v1/health";

    @Test
    void saysHowTheSuiteIs() {
        as("olga", "acme", "operator")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("status", notNullValue())
                .body("since", notNullValue())
                .body("at", notNullValue())
                .body("services.name", hasItem("agent-service"));
    }

    @Test
    void refusesWhoMayNot() {
        refused(RestAssured.get(PATH), 401, "unauthenticated")
                .header("WWW-Authenticate", equalTo("Bearer"));
        lacks("health:read", as("ada", "acme", "user").get(PATH));
        lacks("health:read", as("dora", "acme", "designer").get(PATH));
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(as("olga", "acme", "operator").get(PATH + "?x=1"), 400, "unknown-parameter");
        refused(as("olga", "acme", "operator").get(PATH + "/x"), 404, "not-found");
        refused(as("olga", "acme", "operator").post(PATH), 405, "method-not-allowed")
                .header("Allow", equalTo("GET, HEAD, OPTIONS"));
    }
}
