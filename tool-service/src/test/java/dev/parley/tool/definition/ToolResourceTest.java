package dev.parley.tool.definition;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.platform.testing.Callers.tampered;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class ToolResourceTest {

    @Test
    void listsToolsPageByPageAndReadsOne() {
        Response first = user("a").get("/v1/tools?limit=1");
        String cursor = first.path("next_cursor");

        assertEquals(List.of("calculator"), first.path("data.name"));
        assertEquals(
                "clock", user("a").get("/v1/tools?limit=1&cursor=" + cursor).path("data[0].name"));
        user("a")
                .get("/v1/tools/clock")
                .then()
                .statusCode(200)
                .body("name", equalTo("clock"))
                .body("input_schema", notNullValue());
    }

    @Test
    void refusesACursorThatIsTamperedWithOrAnotherTenants() {
        String cursor = user("a").get("/v1/tools?limit=1").path("next_cursor");

        refused(user("a").get("/v1/tools?cursor=" + tampered(cursor)), 400, "invalid-cursor");
        refused(user("b").get("/v1/tools?cursor=" + cursor), 400, "invalid-cursor");
    }

    @Test
    void refusesWhoMayNotAndWhatIsNotThere() {
        lacks("tools:read", as("nobody", "a").get("/v1/tools"));
        refused(user("a").get("/v1/tools/nothing"), 404, "not-found");
        refused(user("a").get("/v1/tools?limit=201"), 422, "validation-failed");
    }

    private static RequestSpecification user(String tenant) {
        return as("ada", tenant, "user");
    }
}
