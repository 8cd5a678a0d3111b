package dev.parley.conversation.message;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.platform.testing.Callers.tampered;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posting and reading messages; nobody answers them here. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class MessageResourceTest {

    private final String tenant = "t-" + UUID.randomUUID();
    private String path = "";

    @BeforeEach
    void createAConversation() {
        String id =
                as("ada", tenant, "user")
                        .body("{\"agent\":\"assistant\"}")
                        .post("/v1/conversations")
                        .path("id");
        path = "/v1/conversations/" + id + "/messages";
    }

    @Test
    void acceptsMessagesAndListsThemInBothOrders() {
        post("one")
                .then()
                .statusCode(202)
                .body("message.content", equalTo("one"))
                .body("message.role", equalTo("user"))
                .body("run.status", equalTo("queued"));
        post("two").then().statusCode(202);

        assertEquals(List.of("one", "two"), list("?order=asc").path("data.content"));
        assertEquals(List.of("two", "one"), list("").path("data.content"));
    }

    @Test
    void acceptsOnceForOneIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        Response first = keyed(key, "{\"content\":\"one\"}");
        Response again = keyed(key, "{ \"content\" : \"one\" }");

        assertEquals(202, again.statusCode());
        assertEquals(first.body().asString(), again.body().asString());
        refused(keyed(key, "{\"content\":\"two\"}"), 422, "idempotency-key-reused");
        list("").then().body("data.size()", equalTo(1));
    }

    @Test
    void turnsPagesAndRefusesATamperedCursor() {
        post("one");
        post("two");
        post("three");
        String cursor = list("?order=asc&limit=2").path("next_cursor");

        assertEquals(
                List.of("three"), list("?order=asc&limit=2&cursor=" + cursor).path("data.content"));
        refused(list("?order=asc&cursor=" + tampered(cursor)), 400, "invalid-cursor");
        refused(list("?order=desc&cursor=" + cursor), 400, "invalid-cursor");
    }

    @Test
    void showsNothingToOthers() {
        refused(as("bob", tenant, "user").get(path), 404, "not-found");
        refused(as("ada", "t-other", "admin").get(path), 404, "not-found");
        refused(as("bob", tenant, "user").body("{\"content\":\"x\"}").post(path), 404, "not-found");
        lacks(
                "conversations:write",
                as("carl", tenant, "auditor").body("{\"content\":\"x\"}").post(path));
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(post(" "), 422, "validation-failed");
        refused(post("a".repeat(32_769)), 422, "validation-failed");
        refused(list("?order=sideways"), 422, "validation-failed");
    }

    private Response post(String content) {
        return as("ada", tenant, "user").body("{\"content\":\"" + content + "\"}").post(path);
    }

    private Response keyed(String key, String body) {
        return as("ada", tenant, "user").header("Idempotency-Key", key).body(body).post(path);
    }

    private Response list(String query) {
        return as("ada", tenant, "user").get(path + query);
    }
}
