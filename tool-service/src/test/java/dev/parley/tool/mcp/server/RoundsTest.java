package dev.parley.tool.mcp.server;

import static dev.parley.platform.testing.Callers.tampered;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that need something of their client. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(EverythingServer.class)
class RoundsTest {

    private static final String ASKING = "test_input_required_result_elicitation";

    private final McpUser ada = McpUser.ada();

    @Test
    void takesAStateBackOnlyForTheSameCallAndCaller() {
        String state =
                ada.send(asking("{\"a\":1,\"b\":2}"))
                        .then()
                        .statusCode(200)
                        .body("result.resultType", equalTo("input_required"))
                        .extract()
                        .path("result.requestState");

        answering(ada, "{\"b\":2,\"a\":1}", state)
                .body("result.content[0].text", equalTo("state-ok"));
        answering(ada, "{\"a\":1,\"b\":3}", state).body("error.code", equalTo(-32602));
        answering(ada.eve(), "{\"a\":1,\"b\":2}", state).body("error.code", equalTo(-32602));
        answering(ada, "{\"a\":1,\"b\":2}", tampered(state)).body("error.code", equalTo(-32602));
    }

    private static McpRequests asking(String arguments) {
        return McpRequests.calling("test_input_required_result_request_state", arguments)
                .allowing("{\"elicitation\":{}}");
    }

    private static ValidatableResponse answering(McpUser user, String arguments, String state) {
        return user.send(
                        asking(arguments)
                                .with("requestState", state)
                                .withJson("inputResponses", "{\"ok\":{\"action\":\"accept\"}}"))
                .then()
                .statusCode(200);
    }

    @Test
    void asksASessionWhileItWaits() {
        McpUser.Session session = ada.session();
        try (McpStream call = session.calling(ASKING, "{}")) {
            JsonNode question = call.next().orElseThrow();
            assertEquals("elicitation/create", question.path("method").asText());
            String answer = answer(question, "\"result\":{\"content\":{\"name\":\"Ada\"}}");

            assertEquals(400, ada.eve().session().status(answer), "somebody else's");
            assertEquals(202, session.status(answer));
            assertEquals(400, session.status(answer), "answered already");
            assertTrue(call.next().orElseThrow().toString().contains("Ada"));
        }
    }

    @Test
    void endsACallWhoseClientRefusesToAnswer() {
        McpUser.Session session = ada.session();
        try (McpStream call = session.calling(ASKING, "{}")) {
            session.status(
                    answer(
                            call.next().orElseThrow(),
                            "\"error\":{\"code\":-1,\"message\":\"no\"}"));
            assertEquals(-32602, call.next().orElseThrow().path("error").path("code").asInt());
        }
    }

    private static String answer(JsonNode question, String outcome) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",%s}"
                .formatted(question.path("id").asText(), outcome);
    }

    @Test
    void asksNothingThatAClientNeverSaidItCanAnswer() {
        ada.send(McpRequests.calling("test_missing_capability", "{}"))
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32021))
                .body("error.data.requiredCapabilities.sampling", equalTo(Map.of()));
        try (McpStream call = ada.session().calling("test_missing_capability", "{}")) {
            assertEquals(200, call.status());
            assertEquals(-32021, call.next().orElseThrow().path("error").path("code").asInt());
        }
    }
}
