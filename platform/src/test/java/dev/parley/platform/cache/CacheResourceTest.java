package dev.parley.platform.cache;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.cache.Replica.Window;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.platform.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CacheResourceTest {

    @Inject Caches caches;

    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void begin() {
        if (!caches.has("seen")) {
            caches.of("seen", Window.class);
        }
        TopicReader.await(Replica.PATIENCE, caches::usesRedis);
    }

    @Test
    void anOperatorSeesTheStatistics() {
        read("acme", () -> new Window(1, "a"));
        read("acme", () -> new Window(1, "a"));
        as("acme", "operator")
                .get("/v1/caches")
                .then()
                .statusCode(200)
                .body("redis", equalTo("used"))
                .body("pending_drops", equalTo(0))
                .body("data.name", hasItem("seen"))
                .body("data.find { it.name == 'seen' }.shared.misses", greaterThanOrEqualTo(1))
                .body("data.find { it.name == 'seen' }.near.hits", greaterThanOrEqualTo(1));
    }

    @Test
    void anOperatorDropsWhatIsTheTenantsOwnAndNothingElse() {
        read("acme", () -> new Window(1, "old"));
        read("other", () -> new Window(1, "old"));
        as("acme", "operator")
                .delete("/v1/caches?namespace=seen&owner=" + owner)
                .then()
                .statusCode(204);
        assertEquals("new", read("acme", () -> new Window(2, "new")));
        assertEquals("old", read("other", () -> new Window(2, "new")));
        as("acme", "admin").delete("/v1/caches").then().statusCode(204);
        assertEquals("newer", read("acme", () -> new Window(3, "newer")));
        assertEquals("old", read("other", () -> new Window(2, "new")));
    }

    @Test
    void refusesWhoMayNotAndWhatIsNotThere() {
        as("acme", "user").get("/v1/caches").then().statusCode(403);
        as("acme", "user").delete("/v1/caches").then().statusCode(403);
        given().get("/v1/caches").then().statusCode(401);
        as("acme", "operator").delete("/v1/caches?namespace=nothing").then().statusCode(422);
        as("acme", "operator").delete("/v1/caches?tenant=other").then().statusCode(400);
    }

    @SuppressWarnings("unchecked")
    private String read(String tenant, java.util.function.Supplier<Window> loader) {
        Cache<Window> seen =
                (Cache<Window>)
                        caches.all().stream()
                                .filter(cache -> cache.name().equals("seen"))
                                .findFirst()
                                .orElseThrow();
        return dev.parley.platform.tenancy.TenantScope.call(
                        tenant, () -> seen.get(new CacheKey(owner, "x"), loader))
                .text();
    }

    private static RequestSpecification as(String tenant, String role) {
        return given().auth().oauth2(LocalSuite.token("ada", tenant, role));
    }
}
