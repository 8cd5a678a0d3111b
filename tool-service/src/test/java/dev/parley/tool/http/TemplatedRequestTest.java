package dev.parley.tool.http;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What arrives of a call's arguments and of the tool's credential. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class TemplatedRequestTest {

    private final ToolDoor door = new ToolDoor();

    @Test
    void sendsACredentialAndNeverShowsIt() {
        door.designer()
                .body(
                        "{\"name\": \"key\", \"kind\": \"query\", \"parameter\": \"api_key\", \"value\": \"s3cr3t-canary\"}")
                .post("/v1/credentials")
                .then()
                .statusCode(201);
        door.register(
                        """
                        {'name': 'echo', 'description': 'Says what it heard.', 'kind': 'http',
                         'input_schema': {'type': 'object', 'required': ['a'], 'properties': {'a': {'type': 'string'}, 'b': {}}},
                         'config': {'method': 'GET', 'url': '%s/echo/{a}', 'query': {'b': '{b}'}, 'credential': 'key'}}
                        """
                                .formatted(SinkSuite.sink().baseUrl()))
                .then()
                .statusCode(201);

        Response response =
                door.call(
                        "echo", ToolDoor.callId(), "{'a': 'x/../y?z=1#', 'b': 'c&d=e\\r\\nX: y'}");

        response.then()
                .body(
                        "result",
                        equalTo(
                                "GET /echo/x%2F..%2Fy%3Fz%3D1%23?b=c%26d%3De%0D%0AX%3A%20y&api_key=[credential]"));
        assertFalse(response.asString().contains("canary"), response.asString());
    }

    @ParameterizedTest
    @CsvSource({"..", ".", "''", "%2e%2e"})
    void keepsArgumentsWithinTheirSegment(String segment) {
        door.register(
                        """
                        {'name': 'echo', 'description': 'Says what it heard.', 'kind': 'http',
                         'input_schema': {'type': 'object', 'required': ['a'], 'properties': {'a': {'type': 'string'}}},
                         'config': {'method': 'GET', 'url': '%s/echo/{a}/b'}}
                        """
                                .formatted(SinkSuite.sink().baseUrl()))
                .then()
                .statusCode(201);

        Response response = door.call("echo", ToolDoor.callId(), "{'a': '" + segment + "'}");

        if (segment.equals("%2e%2e")) {
            response.then().body("result", equalTo("GET /echo/%252e%252e/b"));
        } else {
            response.then()
                    .body("status", equalTo("failed"))
                    .body("problem.code", equalTo("invalid-arguments"));
        }
    }
}
