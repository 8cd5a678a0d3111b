package dev.parley.tool.execution;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class ResultCacheTest {

    private final ToolDoor door = new ToolDoor();
    private int before;

    @BeforeEach
    void count() {
        before = SinkSuite.sink().requests();
    }

    private int asked() {
        return SinkSuite.sink().requests() - before;
    }

    private Response call(String arguments) {
        return door.toEnd("read", ToolDoor.callId(), arguments);
    }

    private void tool(String name, String cache) {
        door.sinkTool(name, "none", "", ", 'cache': {" + cache + "}");
    }

    @Test
    void givesTheResultOfAnEqualCallAndSaysSo() {
        tool("read", "'ttl': 'PT5M', 'scope': 'tenant'");
        call("{'n': 1}").then().body("cached", equalTo(false)).body("cache", nullValue());

        call("{'n': 1.0}")
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"))
                .body("cached", equalTo(true))
                .body("attempts", equalTo(0))
                .body("cache.since", notNullValue())
                .body("cache.why", containsString("the tool lets it stand for PT5M"));
        assertEquals(1, asked());
        call("{'n': 2}").then().body("cached", equalTo(false));
        assertEquals(2, asked());
    }

    @Test
    void keepsTenantsAndVersionsApart() {
        tool("read", "'ttl': 'PT5M', 'scope': 'tenant'");
        call("{'n': 1}");
        ToolDoor other = new ToolDoor();
        other.sinkTool("read", "none", "", ", 'cache': {'ttl': 'PT5M', 'scope': 'tenant'}");
        other.call("read", ToolDoor.callId(), "{'n': 1}").then().body("cached", equalTo(false));

        door.designer()
                .contentType("application/merge-patch+json")
                .body("{\"description\": \"Another one.\"}")
                .patch("/v1/tools/read")
                .then()
                .statusCode(200);
        call("{'n': 1}").then().body("cached", equalTo(false));
        assertEquals(3, asked());
    }

    @ParameterizedTest
    @CsvSource({"tenant, true", "user, false"})
    void givesItToWhomTheToolSays(String scope, boolean shared) {
        tool("read", "'ttl': 'PT5M', 'scope': '%s'".formatted(scope));
        call("{'n': 1}");
        call("{'n': 1}").then().body("cached", equalTo(true));

        execute(as("bob", door.tenant(), "user"), "read")
                .then()
                .statusCode(200)
                .body("cached", equalTo(shared));
    }

    @Test
    void variesOnWhatTheToolSays() {
        door.register(
                        """
                        {'name': 'read', 'description': 'Reads.', 'kind': 'http', 'effects': 'none',
                         'input_schema': {'type': 'object', 'properties': {'place': {'type': 'object'}, 'trace': {'type': 'string'}}},
                         'config': {'method': 'POST', 'url': '%s/do'},
                         'cache': {'ttl': 'PT5M', 'scope': 'tenant', 'vary_on': ['/place/city']}}
                        """
                                .formatted(SinkSuite.sink().baseUrl()))
                .then()
                .statusCode(201);
        call("{'place': {'city': 'Rome', 'zip': 1}, 'trace': 'a'}");
        call("{'place': {'city': 'Rome', 'zip': 2}, 'trace': 'b'}")
                .then()
                .body("cached", equalTo(true));
        call("{'place': {'city': 'Oslo'}}").then().body("cached", equalTo(false));
        call("{}").then().body("cached", equalTo(false));
        call("{'place': {'city': null}}").then().body("cached", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "', ''failures_ttl'': ''PT5M''', true"})
    void keepsFailuresOnlyWhereTheToolSaysSo(String rule, boolean kept) {
        door.sinkTool(
                "read",
                "none",
                "'mode': 'refuse'",
                ", 'cache': {'ttl': 'PT5M', 'scope': 'tenant'" + rule + "}");
        call("{'n': 1}").then().body("status", equalTo("failed"));
        call("{'n': 1}")
                .then()
                .body("status", equalTo("failed"))
                .body("problem.code", equalTo("http-422"))
                .body("cached", equalTo(kept));
        assertEquals(kept ? 1 : 2, asked());
    }

    @Test
    void dropsEverythingOfTheTenant() {
        tool("read", "'ttl': 'PT5M', 'scope': 'tenant'");
        call("{'n': 1}");
        door.designer().delete("/v1/tool-results").then().statusCode(204);
        call("{'n': 1}").then().body("cached", equalTo(false));
        door.user().delete("/v1/tool-results").then().statusCode(403);
        door.designer()
                .queryParam("tag", "a b")
                .delete("/v1/tool-results")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("tag"));
    }

    @ParameterizedTest
    @CsvSource({
        "tool=read, true",
        "tag=prices, true",
        "namespace=shop, true",
        "tool=other, false",
        "tag=shop2, false"
    })
    void dropsWhatIsNamed(String query, boolean dropped) {
        tool("read", "'ttl': 'PT5M', 'scope': 'tenant', 'tags': ['prices'], 'namespace': 'shop'");
        call("{'n': 1}");
        door.designer().delete("/v1/tool-results?" + query).then().statusCode(204);
        call("{'n': 1}").then().body("cached", equalTo(!dropped));
    }

    @ParameterizedTest
    @CsvSource({
        "read, ok, true",
        "prices, ok, true",
        "shop, effect-then-drop, true",
        "prices, refuse, false",
        "other, ok, false"
    })
    void dropsWhatAnotherToolChanges(String named, String mode, boolean dropped) {
        tool("read", "'ttl': 'PT5M', 'scope': 'tenant', 'tags': ['prices'], 'namespace': 'shop'");
        door.sinkTool(
                "write",
                "unsafe",
                "'mode': '" + mode + "'",
                ", 'invalidates': ['%s']".formatted(named));
        call("{'n': 1}");
        door.call("write", ToolDoor.callId(), "{}").then().statusCode(200);
        call("{'n': 1}").then().body("cached", equalTo(!dropped));
    }

    @Test
    void makesOneCallOfEqualOnesThatAreUnderWay() throws Exception {
        tool("read", "'ttl': 'PT5M', 'scope': 'tenant'");
        List<Future<Response>> calls = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                calls.add(threads.submit(() -> door.toEnd("read", ToolDoor.callId(), "{'n': 5}")));
            }
        }
        int own = 0;
        for (Future<Response> call : calls) {
            call.get().then().statusCode(200).body("status", equalTo("succeeded"));
            own += call.get().<Boolean>path("cached") ? 0 : 1;
        }
        assertEquals(1, own);
        assertEquals(1, asked());
    }

    @Test
    void doesNotCancelThoseWhoWaitWithTheOneThatLeads() throws Exception {
        door.sinkTool(
                "read", "none", "'mode': 'hang'", ", 'cache': {'ttl': 'PT5M', 'scope': 'tenant'}");
        SinkSuite.sink().closeGate();
        String leading = ToolDoor.callId();
        door.call("read", leading, "{'n': 1}").then().statusCode(202);
        String waiting = ToolDoor.callId();
        door.call("read", waiting, "{'n': 1}").then().statusCode(202);

        door.user()
                .post("/v1/executions/" + leading + "/cancel")
                .then()
                .body("problem.code", equalTo("cancelled"));
        SinkSuite.sink().openGate();

        door.call("read", waiting, "{'n': 1}")
                .then()
                .statusCode(200)
                .body("status", equalTo("succeeded"));
    }

    @Test
    void isNotForToolsWithEffects() {
        door.register(
                        """
                        {'name': 'write', 'description': 'Writes.', 'kind': 'http', 'effects': 'idempotent',
                         'config': {'method': 'POST', 'url': '%s/do'}, 'cache': {'ttl': 'PT5M', 'scope': 'tenant'}}
                        """
                                .formatted(SinkSuite.sink().baseUrl()))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/cache"));
    }

    private static Response execute(RequestSpecification who, String tool) {
        return who.body("{\"arguments\": {\"n\": 1}}").post("/v1/tools/" + tool + "/execute");
    }
}
