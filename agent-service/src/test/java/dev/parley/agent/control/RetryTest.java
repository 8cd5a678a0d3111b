package dev.parley.agent.control;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.stored.StoredRuns;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are tried again by hand. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class RetryTest {

    private static final String CALL = "{\"tool\": \"pay\", \"arguments\": {}}";

    @Inject StoredRuns runs;
    @Inject StepJournal journal;

    private String tenant;

    @BeforeEach
    void pauseATenant() {
        tenant = runs.pausedTenant();
    }

    @Test
    void aReplayIsNotTriedAgain() {
        RunId replay = failed();
        runs.execute(
                "UPDATE run SET replay_of = ? WHERE id = ?", RunId.next().value(), replay.value());

        refused(retry(replay), 409, "run-is-a-replay");
        refused(retryAsOperator(replay, "once"), 409, "run-is-a-replay");
        assertEquals(null, runs.value(replay, "retried_by"));
    }

    @Test
    void anUnfinishedCallKeepsItsIdAndComesAfterAllThatMadeIt() {
        RunId first = failed();
        RunId second = started(retry(first));
        runs.claimed(second);
        runs.failed(second);
        RunId third = started(retry(second));

        Journal taken = TenantScope.callForEveryTenant(() -> journal.read(third));
        assertEquals(new CallId(first, 0, 0), taken.callId(0, 0));
        assertEquals(2, taken.origin(0).earlierClaims(), "one claim of each run before");
        assertEquals(new CallId(third, 1, 0), taken.callId(1, 0));
    }

    @Test
    void hasTheRightsThatItsUserHasNow() {
        RunId failed = failed();
        runs.execute("UPDATE run SET user_roles = '{admin}' WHERE id = ?", failed.value());

        assertEquals("{user}", runs.value(started(retry(failed)), "user_roles"));
    }

    @Test
    void keepsTheRightsOfItsUserWhereAnAdministratorAsks() {
        RunId failed = failed();
        runs.execute("UPDATE run SET user_roles = '{finance}' WHERE id = ?", failed.value());

        RunId retry = started(as("root", tenant, "admin").post("/v1/runs/" + failed + "/retry"));

        assertEquals("ada", runs.value(retry, "user_id"));
        assertEquals("{finance}", runs.value(retry, "user_roles"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "replay", "cancel"})
    void isNotForThoseWhoMayOnlyReadIt(String what) {
        RunId failed = failed();
        String path = "/v1/runs/" + failed;

        refused(
                as("carl", tenant, "user", "auditor").post(path + '/' + what),
                403,
                "permission-denied");
        as("carl", tenant, "user", "auditor").get(path).then().statusCode(200);
        assertEquals(null, runs.value(failed, "retried_by"));
    }

    @Test
    void anOperatorsKeyTriesOnce() {
        RunId letter = failed();
        runs.execute("UPDATE run SET user_roles = '{finance}' WHERE id = ?", letter.value());
        RunId retry = started(retryAsOperator(letter, "key-1"));
        assertEquals("{finance}", runs.value(retry, "user_roles"));

        assertEquals(retry, started(retryAsOperator(letter, "key-1")));
        refused(retryAsOperator(letter, "key-2"), 409, "run-not-failed");
    }

    private RunId failed() {
        RunId run = runs.ready(tenant);
        runs.claimed(run);
        runs.modelStep(run, 0, "I pay.", CALL);
        runs.failed(run);
        return run;
    }

    private Response retry(RunId run) {
        return as("ada", tenant, "user").post("/v1/runs/" + run + "/retry");
    }

    private Response retryAsOperator(RunId run, String key) {
        return as("olga", tenant, "operator")
                .header("Idempotency-Key", key)
                .post("/v1/queue/dead-letters/" + run + "/retry");
    }

    private static RunId started(Response response) {
        response.then().statusCode(202).body("status", equalTo("queued"));
        return RunId.parse(response.path("id"));
    }
}
