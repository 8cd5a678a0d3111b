package dev.parley.tool.limit;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class CallLimitsTest {

    @Inject MeterRegistry meters;

    private final ToolDoor door = new ToolDoor();

    @Test
    void refusesOneUserAndNotAnotherAndForgetsNothingThatWasAskedBefore() {
        door.sinkTool(
                "mail", "unsafe", "", ", 'rate_limit': {'user': {'limit': 2, 'per': 'PT1H'}}");
        String first = ToolDoor.callId();
        door.call("mail", first, "{}").then().statusCode(200);
        door.call("mail", ToolDoor.callId(), "{}").then().statusCode(200);
        int before = SinkSuite.sink().requests();

        door.call("mail", ToolDoor.callId(), "{}")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("mail may be called 2 times in PT1H by a user"));
        assertEquals(before, SinkSuite.sink().requests());
        door.call("mail", first, "{}").then().statusCode(200).body("status", equalTo("succeeded"));
        execute(as("bob", door.tenant(), "user")).then().statusCode(200);
    }

    @Test
    void countsAllUsersOfATenantTogether() {
        door.sinkTool(
                "mail",
                "unsafe",
                "",
                ", 'rate_limit': {'tenant': {'limit': 3, 'per': 'PT1H'}, 'user': {'limit': 2, 'per': 'PT1H'}}");
        int refused = 0;
        for (int i = 0; i < 6; i++) {
            Response response = execute(as("user" + i, door.tenant(), "user"));
            refused += response.statusCode() == 429 ? 1 : 0;
        }
        assertEquals(3, refused);
    }

    @Test
    void countsWhatItRefuses() {
        String tool = "denied_" + door.tenant().substring(2, 10);
        door.sinkTool(tool, "unsafe", "", ", 'rate_limit': {'user': {'limit': 1, 'per': 'PT1H'}}");
        door.call(tool, ToolDoor.callId(), "{}").then().statusCode(200);
        door.call(tool, ToolDoor.callId(), "{}").then().statusCode(429);
        door.call(tool, ToolDoor.callId(), "{'n': 'x'}").then().statusCode(422);

        assertEquals(1, denied(tool, "policy"));
        assertEquals(1, denied(tool, "args"));
    }

    private double denied(String tool, String reason) {
        return meters.counter("parley.tool.denied", "tool", tool, "reason", reason).count();
    }

    private static Response execute(RequestSpecification who) {
        return who.body("{\"arguments\": {}}").post("/v1/tools/mail/execute");
    }
}
