package dev.parley.tool.execution;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.schema.CanonicalJson;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of calls whose process vanished. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class OrphansTest {

    private final ToolDoor door = new ToolDoor();

    @Inject Sql sql;
    @Inject Executors executors;

    /** A row as a process leaves it that dies there; whether the request had left nobody knows. */
    @ParameterizedTest(name = "{0} tool, died when {1}: {2}, {3} effects")
    @CsvSource({
        "none,         PLANNED,    succeeded, 1",
        "none,         DISPATCHED, succeeded, 1",
        "idempotent,   PLANNED,    succeeded, 1",
        "idempotent,   DISPATCHED, succeeded, 1",
        "reconcilable, PLANNED,    succeeded, 1",
        "reconcilable, DISPATCHED, succeeded, 1",
        "unsafe,       PLANNED,    succeeded, 1",
        "unsafe,       DISPATCHED, unknown,   0"
    })
    void goesOnWithWhatADeadProcessLeft(String effects, String status, String outcome, long done)
            throws InterruptedException {
        door.sinkTool("act", effects, "'once': 'true'", "");
        String call = leave(status);

        // Nobody asks for it: the sweep finds it.
        awaitEnd(call);

        door.call("act", call, "{'n': 1}").then().statusCode(200).body("status", equalTo(outcome));
        assertEquals(done, effects(call));
    }

    @ParameterizedTest
    @CsvSource({"PLANNED, failed", "DISPATCHED, unknown"})
    void neverBeginsWhatItsToolWasDisabledFor(String status, String outcome)
            throws InterruptedException {
        door.sinkTool("act", "unsafe", "", "");
        door.designer().post("/v1/tools/act/disable").then().statusCode(200);
        String call = leave(status);

        awaitEnd(call);

        door.call("act", call, "{'n': 1}").then().statusCode(200).body("status", equalTo(outcome));
        door.call("act", call, "{'n': 2}").then().statusCode(404);
        door.call("act", ToolDoor.callId(), "{'n': 1}").then().statusCode(404);
        assertEquals(0, effects(call));
    }

    /** An exception has ended the thread of the call; the process lives. */
    @ParameterizedTest
    @CsvSource({"PLANNED, succeeded, 1", "DISPATCHED, unknown, 0"})
    void goesOnWithWhatThisProcessIsNotAtAnyMore(String status, String outcome, long done)
            throws InterruptedException {
        door.sinkTool("act", "unsafe", "", "");
        String call = leave(status, executors.id());

        awaitEnd(call);

        door.call("act", call, "{'n': 1}").then().statusCode(200).body("status", equalTo(outcome));
        assertEquals(done, effects(call));
    }

    /**
     * On other terms the tool may be called again, but that was not said when this call was made.
     */
    @Test
    void keepsToTheEffectsThatTheToolHadThen() throws InterruptedException {
        door.sinkTool("act", "idempotent", "'once': 'true'", "");
        String call = ToolDoor.callId();
        TenantScope.run(
                door.tenant(),
                () ->
                        QuarkusTransaction.requiringNew()
                                .run(() -> {
                                    insert(call, "DISPATCHED", "dead:1");
                                    sql.update(
                                            "UPDATE execution SET effects = 'UNSAFE' WHERE call_id = ?",
                                            call);
                                }));

        awaitEnd(call);

        door.call("act", call, "{'n': 1}").then().body("status", equalTo("unknown"));
        assertEquals(0, effects(call));
    }

    @Test
    void goesOnAtOnceWhenSomebodyAsks() {
        door.sinkTool("act", "idempotent", "'once': 'true'", "");
        String call = leave("DISPATCHED");

        Response response = door.call("act", call, "{'n': 1}");
        while (response.statusCode() == 202) {
            response = door.call("act", call, "{'n': 1}");
        }

        response.then().body("status", equalTo("succeeded"));
        assertEquals(1, effects(call));
    }

    @Test
    void endsWhatWasLeftOfAToolThatIsGone() throws InterruptedException {
        door.sinkTool("act", "unsafe", "", "");
        String call = ToolDoor.callId();
        door.call("act", call, "{'n': 1}").then().statusCode(200);
        inTenant(
                "UPDATE execution SET tool_key = '" + UUID.randomUUID() + ":1' WHERE call_id = ?",
                call);
        makeOpen(call, "DISPATCHED");

        awaitEnd(call);

        door.call("act", call, "{'n': 1}").then().body("status", equalTo("unknown"));
    }

    @Test
    void refusesTheCallOfAnOutdatedClaim() {
        door.sinkTool("act", "unsafe", "", "");
        UUID run = UUID.randomUUID();
        call(ToolDoor.runCallId(run, 0), 3).then().statusCode(200);

        call(ToolDoor.runCallId(run, 1), 2)
                .then()
                .statusCode(409)
                .body("code", equalTo("stale-claim"));
        assertEquals(0, effects(ToolDoor.runCallId(run, 1)));
        call(ToolDoor.runCallId(run, 1), 3).then().statusCode(200);
    }

    @Test
    void believesNobodyElseOfTheClaimsOfARun() {
        door.sinkTool("act", "unsafe", "", "");
        UUID run = UUID.randomUUID();
        call(as("mallory", door.tenant(), "user"), ToolDoor.runCallId(run, 9), Integer.MAX_VALUE)
                .then()
                .statusCode(200);

        call(ToolDoor.runCallId(run, 0), 1).then().body("status", equalTo("succeeded"));
    }

    private Response call(String callId, int epoch) {
        return call(door.user(), callId, epoch);
    }

    private static Response call(RequestSpecification who, String callId, int epoch) {
        return who.body(
                        "{\"call_id\": \"%s\", \"arguments\": {\"n\": 1}, \"context\": {\"epoch\": %d}}"
                                .formatted(callId, epoch))
                .post("/v1/tools/act/execute");
    }

    /** A call that somebody made, put back to where a process that is dead now had it. */
    private String leave(String status) {
        return leave(status, "dead:1");
    }

    /** In one transaction: the sweep sees it only as it is left. */
    private String leave(String status, String owner) {
        String call = ToolDoor.callId();
        TenantScope.run(
                door.tenant(),
                () -> QuarkusTransaction.requiringNew().run(() -> insert(call, status, owner)));
        return call;
    }

    private void insert(String call, String status, String owner) {
        sql.update(
                """
                INSERT INTO execution (tenant, call_id, id, user_id, run_id, tool, tool_key, tool_version, kind, effects, arguments,
                                       arguments_hash, status, owner)
                SELECT tenant, ?, gen_random_uuid(), 'ada', NULL, name, id || ':1', 1, 'http',
                       (SELECT upper(definition::json ->> 'effects') FROM tool_version v WHERE v.tool_id = tool.id),
                       '{"n":1}', ?, 'PLANNED', 'dead:1' FROM tool WHERE name = 'act'
                """,
                call,
                CanonicalJson.hash(JsonNodeFactory.instance.objectNode().put("n", 1)));
        sql.update(
                "UPDATE execution SET status = ?, owner = ? WHERE call_id = ?",
                status,
                owner,
                call);
    }

    /** Only a test can: the trigger refuses it. */
    private void makeOpen(String call, String status) {
        inTenant("DELETE FROM execution WHERE call_id = ? || 'x'", call);
        inTenant(
                """
                INSERT INTO execution (tenant, call_id, id, user_id, tool, tool_key, kind, effects, arguments, arguments_hash, status, owner)
                SELECT tenant, call_id || 'x', gen_random_uuid(), user_id, tool, tool_key, kind, effects, arguments, arguments_hash,
                       'PLANNED', 'dead:1' FROM execution WHERE call_id = ?
                """,
                call);
        inTenant("DELETE FROM execution WHERE call_id = ?", call);
        inTenant(
                "UPDATE execution SET call_id = replace(call_id, 'x', ''), status = '%s' WHERE call_id = ? || 'x'"
                        .formatted(status),
                call);
    }

    private void inTenant(String statement, String call) {
        TenantScope.call(door.tenant(), () -> sql.update(statement, call));
    }

    private void awaitEnd(String call) throws InterruptedException {
        while (TenantScope.call(
                door.tenant(),
                () ->
                        sql.find(
                                        "SELECT 1 FROM execution WHERE call_id = ? AND ended_at IS NULL",
                                        row -> true,
                                        call)
                                .isPresent())) {
            Thread.sleep(50);
        }
    }

    private static long effects(String call) {
        return SinkSuite.sink().effects().stream()
                .filter(effect -> effect.key().equals(call))
                .count();
    }
}
