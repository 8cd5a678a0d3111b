package dev.parley.tool.mcp.server;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import dev.parley.tool.mcp.server.everything.EverythingTools;
import dev.parley.tool.testing.Await;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a client and a tool hear of each other while a call runs. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(EverythingServer.class)
class FeedbackTest {

    private final McpUser ada = McpUser.ada();
    private final String label = UUID.randomUUID().toString();

    @Inject EverythingTools tools;

    @Test
    void tellsProgressAheadOfTheAnswerToWhoWantsToHear() {
        McpRequests request = McpRequests.calling("test_tool_with_progress", "{}");
        try (McpStream plain = ada.open(request)) {
            assertFalse(plain.isStream());
        }
        try (McpStream stream = ada.open(request.withMeta("progressToken", "p"))) {
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
    }

    @Test
    void logsFromTheLevelThatARequestNames() {
        String level = "io.modelcontextprotocol/logLevel";
        McpRequests request = McpRequests.calling("test_logging_tool", "{}");

        assertEquals(0, logLines(ada.open(request)));
        assertEquals(3, logLines(ada.open(request.withMeta(level, "info"))));
        assertEquals(0, logLines(ada.open(request.withMeta(level, "warning"))));
    }

    @Test
    void logsFromTheLevelThatASessionWants() {
        McpUser.Session session = ada.session();
        assertEquals(0, logLines(session.calling("test_logging_tool", "{}")));
        session.status(
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"logging/setLevel\",\"params\":{\"level\":\"debug\"}}");
        assertEquals(3, logLines(session.calling("test_logging_tool", "{}")));
    }

    private static long logLines(McpStream call) {
        try (McpStream stream = call) {
            return stream.rest().stream().filter(it -> it.has("method")).count();
        }
    }

    @Test
    void stopsACallWhoseClientLeaves() {
        McpRequests slow = McpRequests.calling("slow_compute", arguments());
        Thread waiting = Thread.ofVirtual().start(() -> readAnswer(() -> ada.open(slow)));
        Await.until("the call runs", () -> tools.isRunning(label));

        waiting.interrupt();

        Await.until("the tool stops", () -> tools.wasInterrupted(label));
    }

    @Test
    void stopsACallThatASessionCancels() {
        McpUser.Session session = ada.session();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() ->
                                readAnswer(() -> session.calling("slow_compute", arguments())));
        Await.until("the call runs", () -> tools.isRunning(label));
        String cancel =
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}";

        assertEquals(202, ada.eve().session().status(cancel), "somebody else");
        assertEquals(202, ada.session().status(cancel), "another session");
        assertFalse(tools.wasInterrupted(label));
        assertEquals(202, session.status(cancel));

        Await.until("the tool stops", () -> tools.wasInterrupted(label));
        Await.until("the request ends", () -> !waiting.isAlive());
    }

    @Test
    void callsAToolInTheTraceThatTheMessageNames() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        ada.send(
                        McpRequests.calling("test_trace", "{}")
                                .withMeta("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .then()
                .body("result.content[0].text", equalTo(trace));
    }

    private String arguments() {
        return "{\"seconds\":15,\"label\":\"%s\"}".formatted(label);
    }

    /** Waits for an answer until it is there, or the thread is interrupted. */
    private static void readAnswer(Supplier<McpStream> call) {
        try (McpStream stream = call.get()) {
            stream.next();
        } catch (IllegalStateException e) {
            Thread.currentThread().interrupt();
        }
    }
}
