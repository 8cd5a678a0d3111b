package dev.parley.tool.definition;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tools of the suite's tenant that others are shown. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class ToolSharingTest {

    private final ToolDoor door = new ToolDoor();

    private static String tool(String name, String extras) {
        return "{'name': '%s', 'description': 'Says it.', 'kind': 'http', 'config': {'method': 'GET', 'url': 'https://example.com/'}%s}"
                .formatted(name, extras)
                .replace('\'', '"');
    }

    @Test
    void isSeenByOtherTenantsOnlyIfTheSuitesTenantShowsIt() {
        String name = "shown_" + UUID.randomUUID().toString().substring(0, 8);
        RequestSpecification suite = as("dora", "operations", "designer");
        suite.body(tool(name, "")).post("/v1/tools").then().statusCode(201);
        refused(door.user().get("/v1/tools/" + name), 404, "not-found");

        share(name, door.tenant()).then().statusCode(200);
        door.user()
                .get("/v1/tools/" + name)
                .then()
                .body("shared", equalTo(true))
                .body("config", nullValue());
        refused(new ToolDoor().user().get("/v1/tools/" + name), 404, "not-found");
        refused(door.designer().delete("/v1/tools/" + name), 404, "not-found");

        share(name, "somebody").then().statusCode(200);
        refused(door.user().get("/v1/tools/" + name), 404, "not-found");
        door.register(tool("own", "")).then().statusCode(201);
        door.designer()
                .body("{\"tenants\": [\"*\"]}")
                .put("/v1/tools/own/sharing")
                .then()
                .statusCode(403);
    }

    @Test
    void letsNobodyApproveTheCallOfAToolThatIsNoLongerShown() {
        String name = "shown-" + UUID.randomUUID();
        String always = ", 'approval': 'always'";
        as("dora", "operations", "designer")
                .body(tool(name, always))
                .post("/v1/tools")
                .then()
                .statusCode(201);
        share(name, door.tenant()).then().statusCode(200);
        String approval = door.call(name, ToolDoor.callId(), "{}").path("approval_id");

        share(name, "somebody").then().statusCode(200);
        door.register(tool(name, always)).then().statusCode(201);

        refused(
                door.user()
                        .body("{\"decision\":\"approve\"}")
                        .post("/v1/approvals/" + approval + "/decision"),
                409,
                "tool-disabled");
    }

    private static Response share(String name, String tenant) {
        return as("dora", "operations", "designer")
                .body("{\"tenants\": [\"" + tenant + "\"]}")
                .put("/v1/tools/" + name + "/sharing");
    }
}
