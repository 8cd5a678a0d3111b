package dev.parley.tool.history;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class HistoryTest {

    @Inject Sql sql;

    private final ToolDoor door = new ToolDoor();

    private RequestSpecification admin() {
        return as("root", door.tenant(), "admin");
    }

    @Test
    void tellsAllOfAnExecutionToWhomItBelongs() {
        door.sinkTool("pay", "unsafe", "", ", 'cost_per_call': 0.25");
        String id =
                door.call("pay", ToolDoor.callId(), "{'n': 12345678901234567890}")
                        .path("execution_id");

        door.user()
                .get("/v1/executions/" + id)
                .then()
                .statusCode(200)
                .body("tool", equalTo("pay"))
                .body("status", equalTo("succeeded"))
                .body("effects", equalTo("unsafe"))
                .body("arguments.n.toString()", equalTo("12345678901234567890"))
                .body("result", notNullValue())
                .body("cost", equalTo(0.25f))
                .body("attempts", equalTo(1))
                .body("run_id", notNullValue())
                .body("dispatched_at", notNullValue())
                .body("ended_at", notNullValue());
        admin().get("/v1/executions/" + id).then().statusCode(200);
        as("eve", door.tenant(), "user").get("/v1/executions/" + id).then().statusCode(404);
        as("ada", "elsewhere", "admin").get("/v1/executions/" + id).then().statusCode(404);
        door.user().get("/v1/executions/exec_x").then().statusCode(404);
    }

    @Test
    void pagesThroughThemNewestFirstByEveryFilter() {
        door.sinkTool("pay", "unsafe", "", "");
        door.sinkTool("fail", "unsafe", "'mode': 'refuse'", "");
        UUID run = UUID.randomUUID();
        List<String> paid = new ArrayList<>();
        Instant middle = null;
        for (int i = 0; i < 7; i++) {
            middle = i == 4 ? Instant.now() : middle;
            paid.addFirst(door.call("pay", ToolDoor.runCallId(run, i), "{}").path("execution_id"));
        }
        door.call("fail", ToolDoor.callId(), "{}");

        assertEquals(paid, pages(door.user(), "tool", "pay"));
        assertEquals(paid, pages(door.user(), "run_id", "run_" + run.toString().replace("-", "")));
        assertEquals(8, pages(door.user(), "limit", "3").size());
        assertEquals(paid.subList(3, 7), pages(door.user(), "to", String.valueOf(middle)));
        assertEquals(4, pages(door.user(), "from", String.valueOf(middle)).size());
        door.user()
                .queryParam("status", "failed")
                .get("/v1/executions")
                .then()
                .body("data.tool", contains("fail"))
                .body("data[0].problem.code", equalTo("http-422"))
                .body("data[0]", not(hasKey("arguments")));
        as("eve", door.tenant(), "user").get("/v1/executions").then().body("data", hasSize(0));
        assertEquals(8, pages(admin(), "limit", "5").size());
    }

    private static List<String> pages(RequestSpecification who, String filter, String value) {
        List<String> ids = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            RequestSpecification request =
                    io.restassured.RestAssured.given().spec(who).queryParam("limit", 3);
            if (!filter.equals("limit")) {
                request.queryParam(filter, value);
            }
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            Response page = request.get("/v1/executions");
            page.then().statusCode(200);
            ids.addAll(page.path("data.id"));
            cursor = page.path("next_cursor");
        } while (cursor != null);
        return ids;
    }

    @ParameterizedTest
    @CsvSource({
        "status, done, 422",
        "run_id, 7, 422",
        "conversation_id, run_0123456789abcdef0123456789abcdef, 422",
        "from, yesterday, 422",
        "to, +999999999-12-31, 422",
        "limit, 0, 422",
        "cursor, abc, 400",
        "colour, red, 400"
    })
    void refusesWhatItCannotMean(String parameter, String value, int status) {
        door.user()
                .queryParam(parameter, value)
                .get("/v1/executions")
                .then()
                .statusCode(status)
                .body("errors.pointer", hasItem(parameter));
    }

    @Test
    void takesTimesOfAllAges() {
        door.user()
                .queryParam("from", "-999999999-01-01T00:00:00Z")
                .queryParam("to", "+999999999-12-31T23:59:59Z")
                .get("/v1/executions")
                .then()
                .statusCode(200);
    }

    @Test
    void readsAPageOfManyByAnIndex() {
        TenantScope.call(
                door.tenant(),
                () ->
                        sql.update(
                                """
                                INSERT INTO execution (tenant, call_id, id, user_id, tool, arguments, status, ended_at, duration_ms)
                                SELECT ?, 'c' || i, ('018f0000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'ada', 'many', '{}', 'SUCCEEDED', now(), i % 100
                                  FROM generate_series(1, 100000) i
                                """,
                                door.tenant()));
        String plan =
                String.join(
                        "\n",
                        TenantScope.call(
                                door.tenant(),
                                () ->
                                        sql.list(
                                                "EXPLAIN ANALYZE SELECT id FROM execution WHERE tenant = ? AND user_id = ? AND tool = ? AND id < ? ORDER BY id DESC LIMIT 51",
                                                row -> row.getString(1),
                                                door.tenant(),
                                                "ada",
                                                "many",
                                                UUID.fromString(
                                                        "018f0000-0000-7000-8000-00000000c350"))));
        org.junit.jupiter.api.Assertions.assertFalse(plan.contains("Seq Scan"), plan);

        admin().queryParam("window", "P90D")
                .get("/v1/tools/many/performance")
                .then()
                .statusCode(404);
    }

    @Test
    void sumsUpHowAToolHasDone() {
        door.sinkTool(
                "read",
                "none",
                "'mode': 'no-effect-500', 'first': 'no-effect-500'",
                ", 'max_attempts': 2, 'cost_per_call': 0.5");
        door.sinkTool("know", "none", "", ", 'cache': {'ttl': 'PT5M', 'scope': 'tenant'}");
        door.call("read", ToolDoor.callId(), "{}").then().body("status", equalTo("failed"));
        door.call("know", ToolDoor.callId(), "{}");
        door.call("know", ToolDoor.callId(), "{}").then().body("cached", equalTo(true));

        admin().get("/v1/tools/read/performance")
                .then()
                .statusCode(200)
                .body("calls", equalTo(1))
                .body("failed", equalTo(1))
                .body("retries", equalTo(1))
                .body("cost", equalTo(1.0f))
                .body("breaker", equalTo("closed"))
                .body("complete", equalTo(true))
                .body("failures[0].count", equalTo(1))
                .body("duration_ms.p95", notNullValue());
        admin().get("/v1/tools/know/performance")
                .then()
                .body("calls", equalTo(2))
                .body("succeeded", equalTo(2))
                .body("cached", equalTo(1));
        admin().get("/v1/tools/clock/performance")
                .then()
                .body("calls", equalTo(0))
                .body("duration_ms", nullValue());
        door.user().get("/v1/tools/know/performance").then().statusCode(403);
        admin().queryParam("window", "-PT1H")
                .get("/v1/tools/know/performance")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("window"));
    }
}
