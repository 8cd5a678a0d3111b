package dev.parley.tool.mcp.server;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.platform.testing.Callers.tampered;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import dev.parley.tool.mcp.server.everything.EverythingTools;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What only a server with everything can show: streams, rounds, changes and limits. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(EverythingServer.class)
class EverythingTest {

    private static final String ELICITATION = "{\"elicitation\":{}}";
    private static final String HANDSHAKE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",
             "capabilities":{"elicitation":{}},"clientInfo":{"name":"n","version":"1"}}}
            """
                    .replace("\n", "");

    private final String tenant = "t-" + UUID.randomUUID();
    private final String label = UUID.randomUUID().toString();
    private final String token = LocalSuite.token("ada", tenant, "user");

    @Inject EverythingTools tools;

    @Test
    void tellsProgressAheadOfTheAnswerToWhoWantsToHear() {
        try (McpStream stream =
                McpStream.open(
                        token,
                        McpRequests.calling("test_tool_with_progress", "{}")
                                .withMeta("progressToken", "p"))) {
            assertTrue(stream.isStream());
            List<JsonNode> messages = stream.rest();
            assertEquals(
                    List.of("0.0", "50.0", "100.0"),
                    messages.stream()
                            .limit(3)
                            .map(it -> it.path("params").path("progress").asText())
                            .toList());
            assertEquals("p", messages.getFirst().path("params").path("progressToken").asText());
            assertTrue(messages.getLast().has("result"));
        }
        try (McpStream plain =
                McpStream.open(token, McpRequests.calling("test_tool_with_progress", "{}"))) {
            assertFalse(plain.isStream());
        }
    }

    @Test
    void logsFromTheLevelThatARequestNames() {
        assertEquals(3, logLines("info"));
        assertEquals(0, logLines("warning"));
        assertEquals(0, logLines(null));
    }

    private long logLines(@Nullable String level) {
        McpRequests request = McpRequests.calling("test_logging_tool", "{}");
        if (level != null) {
            request.withMeta("io.modelcontextprotocol/logLevel", level);
        }
        try (McpStream stream = McpStream.open(token, request)) {
            return stream.rest().stream().filter(it -> it.has("method")).count();
        }
    }

    @Test
    void takesAStateBackOnlyForTheSameCallAndCaller() {
        String state =
                asking("{\"a\":1,\"b\":2}")
                        .send(as("ada", tenant, "user"))
                        .then()
                        .statusCode(200)
                        .body("result.resultType", equalTo("input_required"))
                        .extract()
                        .path("result.requestState");

        answering("{\"b\":2,\"a\":1}", state, "ada")
                .then()
                .body("result.content[0].text", equalTo("state-ok"));
        answering("{\"a\":1,\"b\":3}", state, "ada").then().body("error.code", equalTo(-32602));
        answering("{\"a\":1,\"b\":2}", state, "eve").then().body("error.code", equalTo(-32602));
        answering("{\"a\":1,\"b\":2}", tampered(state), "ada")
                .then()
                .body("error.code", equalTo(-32602));
    }

    private static McpRequests asking(String arguments) {
        return McpRequests.calling("test_input_required_result_request_state", arguments)
                .allowing(ELICITATION);
    }

    private Response answering(String arguments, String state, String user) {
        return asking(arguments)
                .with("requestState", state)
                .withJson("inputResponses", "{\"ok\":{\"action\":\"accept\",\"content\":{}}}")
                .send(as(user, tenant, "user"));
    }

    @Test
    void asksAClientOfTheOlderRevisionWhileItWaits() {
        String session = session("ada");
        try (McpStream call =
                McpStream.open(
                        token, session, calling("test_input_required_result_elicitation"))) {
            JsonNode question = call.next().orElseThrow();
            assertEquals("elicitation/create", question.path("method").asText());
            String answer =
                    """
                    {"jsonrpc":"2.0","id":"%s","result":{"action":"accept","content":{"name":"Ada"}}}
                    """
                            .formatted(question.path("id").asText());

            assertEquals(400, send("eve", session("eve"), answer).status(), "somebody else's");
            assertEquals(202, send("ada", session, answer).status());
            assertEquals(400, send("ada", session, answer).status(), "answered already");
            assertTrue(call.next().orElseThrow().toString().contains("Ada"));
        }
    }

    @Test
    void endsACallWhoseClientRefusesToAnswer() {
        String session = session("ada");
        try (McpStream call =
                McpStream.open(
                        token, session, calling("test_input_required_result_elicitation"))) {
            String question = call.next().orElseThrow().path("id").asText();
            send(
                    "ada",
                    session,
                    "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"error\":{\"code\":-1,\"message\":\"no\"}}"
                            .formatted(question));
            assertEquals(-32602, call.next().orElseThrow().path("error").path("code").asInt());
        }
    }

    @Test
    void asksNothingThatAClientNeverSaidItCanAnswer() {
        McpRequests.calling("test_missing_capability", "{}")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32021))
                .body("error.data.requiredCapabilities.sampling", equalTo(Map.of()));
        try (McpStream call =
                McpStream.open(token, session("ada"), calling("test_missing_capability"))) {
            assertEquals(200, call.status());
            assertEquals(-32021, call.next().orElseThrow().path("error").path("code").asInt());
        }
    }

    @Test
    void stopsACallWhoseClientLeaves() throws InterruptedException {
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try (McpStream call = McpStream.open(token, slow())) {
                                call.next();
                            } catch (IllegalStateException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        Await.until("the call runs", () -> tools.isRunning(label));

        waiting.interrupt();

        Await.until("the tool stops", () -> tools.wasInterrupted(label));
    }

    @Test
    void stopsACallThatASessionCancels() {
        String session = session("ada");
        String call =
                """
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{
                 "name":"slow_compute","arguments":{"seconds":15,"label":"%s"}}}
                """
                        .formatted(label);
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try (McpStream stream = McpStream.open(token, session, call)) {
                                stream.next();
                            }
                        });
        Await.until("the call runs", () -> tools.isRunning(label));

        send(
                "ada",
                session,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");

        Await.until("the tool stops", () -> tools.wasInterrupted(label));
        Await.until("the request ends", () -> !waiting.isAlive());
    }

    private McpRequests slow() {
        return McpRequests.calling(
                "slow_compute", "{\"seconds\":15,\"label\":\"%s\"}".formatted(label));
    }

    @Test
    void saysNothingOfWhatBrokeInside() {
        McpRequests.calling("protocol_error_job", "{}")
                .allowing(McpRequests.TASKS)
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(200)
                .body("result.resultType", equalTo("task"))
                .body(not(containsString("IllegalState")));
    }

    @Test
    void holdsArgumentsAgainstTheHeadersThatRepeatThem() {
        String arguments = "{\"region\":\"eu\",\"size\":7,\"within\":{\"flag\":true}}";
        McpRequests request = McpRequests.calling("test_argument_headers", arguments);

        request.send(headers("eu", "7", "true")).then().statusCode(200);
        request.send(headers("eu", "7.0", "true")).then().statusCode(200);
        request.send(headers("=?base64?ZXU=?=", "7", "true")).then().statusCode(200);
        for (String[] wrong :
                new String[][] {
                    {"us", "7", "true"},
                    {"eu", "8", "true"},
                    {"eu", "7", "false"},
                    {"eu", "1e9999999", "true"},
                    {"=?base64?ZXU?=", "7", "true"}
                }) {
            request.send(headers(wrong[0], wrong[1], wrong[2]))
                    .then()
                    .statusCode(400)
                    .body("error.code", equalTo(-32020));
        }
        request.send(as("ada", tenant, "user")).then().statusCode(400);
        McpRequests.calling("test_argument_headers", "{\"region\":\"eu\"}")
                .send(headers("eu", "7", "true"))
                .then()
                .statusCode(400);
    }

    private RequestSpecification headers(
            String region, String size, String flag) {
        return as("ada", tenant, "user")
                .header("Mcp-Param-Region", region)
                .header("mcp-param-size", size)
                .header("Mcp-Param-Flag", flag);
    }

    @Test
    void listsInPagesThatNobodyElseCanTurn() {
        Response first = McpRequests.of("resources/list").send(as("ada", tenant, "user"));
        String cursor = first.path("result.nextCursor");
        assertEquals(50, first.<List<?>>path("result.resources").size());

        McpRequests next = McpRequests.of("resources/list").with("cursor", cursor);
        Response second = next.send(as("ada", tenant, "user"));
        assertEquals(13, second.<List<?>>path("result.resources").size());
        assertEquals(
                63,
                Stream.of(first, second)
                        .flatMap(it -> it.<List<String>>path("result.resources.uri").stream())
                        .distinct()
                        .count());
        next.send(as("eve", tenant, "user")).then().body("error.code", equalTo(-32602));
    }

    @Test
    void tellsOfChangesThatAClientWantsToHearOf() {
        try (McpStream stream =
                McpStream.open(
                        token,
                        McpRequests.of("subscriptions/listen")
                                .withJson(
                                        "notifications",
                                        "{\"promptsListChanged\":true,\"unknown\":true,\"resourceSubscriptions\":[\"test://watched-resource\"]}"))) {
            JsonNode begun = stream.next().orElseThrow();
            assertEquals(
                    "notifications/subscriptions/acknowledged", begun.path("method").asText());
            assertFalse(begun.path("params").path("notifications").has("unknown"));

            change("test_trigger_tool_change");
            change("test_trigger_resource_change");
            JsonNode changed = stream.next().orElseThrow();
            assertEquals("notifications/resources/updated", changed.path("method").asText());
            assertEquals(
                    1,
                    changed.path("params")
                            .path("_meta")
                            .path("io.modelcontextprotocol/subscriptionId")
                            .asInt());
            assertTrue(stream.next().orElseThrow().has("result"), "its time is over");
            assertEquals(Optional.empty(), stream.next());
        }
    }

    @Test
    void tellsASessionOfChanges() {
        String session = session("ada");
        send(
                "ada",
                session,
                """
                {"jsonrpc":"2.0","id":2,"method":"resources/subscribe","params":{"uri":"test://watched-resource"}}
                """);
        try (McpStream stream = McpStream.listen(token, session)) {
            assertTrue(stream.isStream());
            change("test_trigger_resource_change");
            change("test_trigger_tool_change");
            assertEquals(
                    List.of(
                            "notifications/resources/updated",
                            "notifications/tools/list_changed"),
                    stream.rest().stream().map(it -> it.path("method").asText()).toList());
        }
        try (McpStream stream = McpStream.listen(token, "nobody")) {
            assertEquals(404, stream.status());
        }
    }

    @Test
    void boundsWhatOneUserHasOpen() {
        List<McpStream> open = new ArrayList<>();
        McpRequests listen =
                McpRequests.of("subscriptions/listen").withJson("notifications", "{}");
        try {
            for (int i = 0; i < 16; i++) {
                open.add(McpStream.open(token, listen));
            }
            refused(listen.send(as("ada", tenant, "user")), 429, "too-many-requests")
                    .header("Retry-After", equalTo("1"));
            McpRequests.of("tools/list").send(as("eve", tenant, "user")).then().statusCode(200);
        } finally {
            open.forEach(McpStream::close);
        }
        Await.until(
                "the streams are gone",
                () ->
                        McpRequests.of("tools/list").send(as("ada", tenant, "user")).statusCode()
                                == 200);
    }

    @Test
    void readsNoResourceThatIsNotThere() {
        McpRequests.of("resources/read")
                .with("uri", "test://nothing")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(200)
                .body("error.code", equalTo(-32602))
                .body("error.data.uri", equalTo("test://nothing"));
        try (McpStream stream =
                McpStream.open(
                        token,
                        session("ada"),
                        """
                        {"jsonrpc":"2.0","id":2,"method":"resources/read","params":{"uri":"test://nothing"}}
                        """)) {
            assertEquals(-32002, stream.next().orElseThrow().path("error").path("code").asInt());
        }
    }

    @Test
    void fillsInNoPromptThatLacksSomething() {
        McpRequests.of("prompts/get")
                .with("name", "test_prompt_with_arguments")
                .withJson("arguments", "{\"arg1\":\"a\"}")
                .send(as("ada", tenant, "user"))
                .then()
                .body("error.code", equalTo(-32602))
                .body("error.message", startsWith("params.arguments.arg2"));
    }

    private void change(String tool) {
        McpRequests.calling(tool, "{}").send(as("ada", tenant, "user")).then().statusCode(200);
    }

    private String session(String user) {
        try (McpStream handshake =
                McpStream.open(LocalSuite.token(user, tenant, "user"), "", HANDSHAKE)) {
            return handshake.session();
        }
    }

    private McpStream send(String user, String session, String message) {
        try (McpStream sent =
                McpStream.open(LocalSuite.token(user, tenant, "user"), session, message)) {
            return sent;
        }
    }

    private static String calling(String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{}}}"
                .formatted(tool);
    }
}
