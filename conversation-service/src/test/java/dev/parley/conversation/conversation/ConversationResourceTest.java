package dev.parley.conversation.conversation;

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
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class ConversationResourceTest {

    private static final String PATH = "/v1/conversations";
    private static final String BODY =
            "{\"agent\":\"assistant\",\"title\":\"Plans\",\"metadata\":{\"a\":\"b\"}}";

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void createsAConversationAndReadsItBackWithItsTag() {
        String id =
                as("ada", tenant, "user")
                        .body(BODY)
                        .post(PATH)
                        .then()
                        .statusCode(201)
                        .body("id", startsWith("conv_"))
                        .body("agent", equalTo("assistant"))
                        .body("title", equalTo("Plans"))
                        .body("metadata.a", equalTo("b"))
                        .body("status", equalTo("active"))
                        .body("message_count", equalTo(0))
                        .extract()
                        .path("id");

        as("ada", tenant, "user")
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("id", equalTo(id));
    }

    @Test
    void hidesAConversationFromOtherUsersAndOtherTenantsAlike() {
        String path = PATH + "/" + create("ada");
        String unknown = PATH + "/conv_" + UUID.randomUUID().toString().replace("-", "");

        String nothing = detail(as("ada", tenant, "user").get(unknown));
        assertEquals(nothing, detail(as("bob", tenant, "user").get(path)));
        assertEquals(nothing, detail(as("ada", "t-other", "admin").get(path)));
        as("carl", tenant, "auditor").get(path).then().statusCode(200);
    }

    @Test
    void letsNobodyChangeWhatHeMayOnlyRead() {
        String path = PATH + "/" + create("ada");
        String message = "{\"content\":\"x\"}";

        refused(reader().body(message).post(path + "/messages"), 403, "permission-denied");
        refused(reader().body("{}").post(path + "/cancel"), 403, "permission-denied");
        String run = "run_" + UUID.randomUUID().toString().replace("-", "");
        refused(
                reader().body("{}").post(path + "/runs/" + run + "/retry"),
                403,
                "permission-denied");
        refused(reader().body("{\"title\":\"x\"}").patch(path), 403, "permission-denied");
        refused(reader().delete(path), 403, "permission-denied");
        reader().get(path).then().statusCode(200).body("message_count", equalTo(0));
        as("root", tenant, "admin").delete(path).then().statusCode(204);
    }

    /** An auditor who also has conversations of his own. */
    private RequestSpecification reader() {
        return as("carl", tenant, "user", "auditor");
    }

    @Test
    void namesTheMissingPermission() {
        lacks("conversations:write", as("carl", tenant, "auditor").body(BODY).post(PATH));
        lacks("conversations:read", as("dora", tenant, "designer").get(PATH));
        lacks("conversations:read", as("nobody", tenant).get(PATH));
    }

    @Test
    void asksForATokenFirst() {
        refused(RestAssured.get(PATH), 401, "unauthenticated");
    }

    @Test
    void createsOnceForOneIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        Response first = keyed(key, BODY);
        Response again = keyed(key, " " + BODY.replace(",", " , "));

        first.then().statusCode(201);
        again.then().statusCode(201);
        assertEquals(first.body().asString(), again.body().asString());
        refused(keyed(key, BODY.replace("Plans", "Other plans")), 422, "idempotency-key-reused");
        as("ada", tenant, "user").get(PATH).then().body("data.size()", equalTo(1));
    }

    @Test
    void turnsPagesNewestFirstWithoutGapsOrRepetitions() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            created.addFirst(create("ada"));
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            Response page = as("ada", tenant, "user").get(PATH + "?limit=2" + cursor);
            page.then().statusCode(200);
            listed.addAll(page.<List<String>>path("data.id"));
            String next = page.path("next_cursor");
            cursor = next == null ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());

        assertEquals(created, listed);
    }

    @Test
    void refusesACursorThatIsTamperedWithOrAnotherTenants() {
        create("ada");
        create("ada");
        String cursor = as("ada", tenant, "user").get(PATH + "?limit=1").path("next_cursor");

        refused(page("ada", tenant, tampered(cursor)), 400, "invalid-cursor");
        refused(page("ada", "t-other", cursor), 400, "invalid-cursor");
        refused(
                as("ada", tenant, "user").get(PATH + "?agent=x&cursor=" + cursor),
                400,
                "invalid-cursor");
    }

    @Test
    void refusesWhatDoesNotFit() {
        refused(as("ada", tenant, "user").body("{}").post(PATH), 422, "validation-failed");
        refused(
                as("ada", tenant, "user").body("{\"agent\":\"a\",\"x\":1}").post(PATH),
                422,
                "unknown-field");
        refused(as("ada", tenant, "user").get(PATH + "?limit=0"), 422, "validation-failed");
        refused(as("ada", tenant, "user").get(PATH + "?x=1"), 400, "unknown-parameter");
        refused(as("ada", tenant, "user").delete(PATH), 405, "method-not-allowed")
                .header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
    }

    private Response page(String user, String ofTenant, String cursor) {
        return as(user, ofTenant, "user").get(PATH + "?cursor=" + cursor);
    }

    private Response keyed(String key, String body) {
        return as("ada", tenant, "user").header("Idempotency-Key", key).body(body).post(PATH);
    }

    private String create(String user) {
        return as(user, tenant, "user").body(BODY).post(PATH).then().extract().path("id");
    }

    private static String detail(Response answer) {
        return refused(answer, 404, "not-found").extract().path("detail");
    }
}
