package dev.parley.agent.definition;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.platform.testing.Callers.tampered;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class AgentResourceTest {

    private static final String PATH = "/v1/agents";

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void createsReadsChangesAndDeletesAnAgent() {
        String agent =
                create("clerk")
                        .then()
                        .statusCode(201)
                        .body("id", startsWith("agent_"))
                        .body("version", equalTo(1))
                        .extract()
                        .path("id");

        designer().get(PATH + "/clerk").then().statusCode(200).body("id", equalTo(agent));
        designer()
                .header("If-Match", "\"1\"")
                .body("{\"description\":\"Files things\"}")
                .patch(PATH + "/" + agent)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("description", equalTo("Files things"))
                .body("name", equalTo("clerk"));
        designer().delete(PATH + "/" + agent).then().statusCode(204);
        refused(designer().get(PATH + "/" + agent), 404, "not-found");
    }

    @Test
    void refusesAChangeBasedOnAnOlderVersion() {
        String path = PATH + "/" + create("clerk").path("id");
        designer().body(body("clerk")).put(path).then().statusCode(200);

        refused(stale().body(body("clerk")).put(path), 412, "precondition-failed");
        refused(stale().body("{\"name\":\"other\"}").patch(path), 412, "precondition-failed");
        refused(stale().delete(path), 412, "precondition-failed");
        designer().get(path).then().body("version", equalTo(2));
    }

    @Test
    void keepsAgentsOfATenantFromAllOthers() {
        String path = PATH + "/" + create("clerk").path("id");

        refused(as("eve", "t-other", "admin").get(path), 404, "not-found");
        refused(as("eve", "t-other", "admin").delete(path), 404, "not-found");
        refused(as("eve", "t-other", "admin").body(body("x")).put(path), 404, "not-found");
        refused(create("clerk"), 409, "name-taken");
        as("eve", "t-" + UUID.randomUUID(), "admin")
                .body(body("clerk"))
                .post(PATH)
                .then()
                .statusCode(201);
    }

    @Test
    void namesTheMissingPermission() {
        String path = PATH + "/" + create("clerk").path("id");

        lacks("agents:write", as("bob", tenant, "user").body(body("x")).post(PATH));
        lacks("agents:write", as("bob", tenant, "user").body(body("x")).put(path));
        lacks("agents:write", as("bob", tenant, "user").delete(path));
        lacks("agents:read", as("nobody", tenant).get(PATH));
        lacks("runs:read", as("dora", tenant, "designer").get("/v1/runs/run_" + "0".repeat(32)));
    }

    @Test
    void createsOnceForOneIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        Response first = designer().header("Idempotency-Key", key).body(body("a")).post(PATH);
        Response again = designer().header("Idempotency-Key", key).body(body("a")).post(PATH);

        assertEquals(201, again.statusCode());
        assertEquals(first.body().asString(), again.body().asString());
        refused(
                designer().header("Idempotency-Key", key).body(body("b")).post(PATH),
                422,
                "idempotency-key-reused");
    }

    @Test
    void listsTheBuiltInAgentFirstAndTurnsPages() {
        List.of("charlie", "alpha", "bravo").forEach(this::create);
        Response first = designer().get(PATH + "?limit=2");
        String cursor = first.path("next_cursor");

        assertEquals(List.of("assistant", "alpha"), first.path("data.name"));
        assertEquals(
                List.of("bravo", "charlie"),
                designer().get(PATH + "?limit=2&cursor=" + cursor).path("data.name"));
        refused(designer().get(PATH + "?cursor=" + tampered(cursor)), 400, "invalid-cursor");
    }

    @Test
    void leavesTheBuiltInAgentAsItIsAndCopiesIt() {
        refused(create("assistant"), 409, "name-taken");
        designer()
                .body("{\"name\":\"mine\"}")
                .post(PATH + "/assistant/copy")
                .then()
                .statusCode(201)
                .body("name", equalTo("mine"));
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(designer().body("{}").post(PATH), 422, "validation-failed");
        refused(
                designer().body(body("a").replace("default/auto", "else/where")).post(PATH),
                422,
                "unknown-model");
        refused(as("bob", tenant, "user").get("/v1/runs/run_" + "0".repeat(32)), 404, "not-found");
        refused(designer().put(PATH), 405, "method-not-allowed")
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
    }

    private RequestSpecification designer() {
        return as("dora", tenant, "designer");
    }

    private RequestSpecification stale() {
        return designer().header("If-Match", "\"1\"");
    }

    private Response create(String name) {
        return designer().body(body(name)).post(PATH);
    }

    private static String body(String name) {
        return "{\"name\":\"" + name + "\",\"model\":\"default/auto\"}";
    }
}
