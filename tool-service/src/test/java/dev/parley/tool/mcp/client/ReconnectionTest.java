package dev.parley.tool.mcp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.tool.ToolCall;
import dev.parley.tool.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that forget, restart and break off. */
class ReconnectionTest {

    private final ClientRig rig = new ClientRig();
    private final McpDouble server = McpDouble.start().tools(McpDouble.tool("act", "Does."));
    private McpConnection connection;

    @BeforeEach
    void connect() {
        rig.egress().allowing(server.authority());
        connection = rig.connect(server.url());
    }

    @AfterEach
    void close() {
        server.close();
        rig.close();
    }

    private McpOutcome<ObjectNode> call() {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return connection.call(
                new ToolCall("act", nothing, nothing, nothing),
                Until.in(Duration.ofSeconds(10)),
                new Cancellation());
    }

    private static void done(McpOutcome<?> outcome) {
        assertInstanceOf(McpOutcome.Done.class, outcome);
    }

    @Test
    void agreesOnlyOnce() {
        done(call());
        done(call());

        assertEquals(1, server.asked("server/discover").size());
    }

    @Test
    void beginsASessionAnewThatTheServerHasForgotten() {
        server.withSessions();
        done(call());
        server.on(
                "tools/call",
                (exchange, asked) -> {
                    if (asked.header("Mcp-Session-Id").equals("session-1")) {
                        McpDouble.send(exchange, 404, "{}");
                    } else {
                        McpDouble.result(exchange, asked, "{'content':[]}");
                    }
                });

        done(call());

        assertEquals(2, server.asked("initialize").size());
        assertEquals("session-2", server.asked("tools/call").getLast().header("Mcp-Session-Id"));
    }

    @Test
    void callsNoMoreThanTwiceWhereSessionsAreForgottenAtOnce() {
        server.withSessions()
                .on("tools/call", (exchange, asked) -> McpDouble.send(exchange, 404, "{}"));

        McpOutcome<ObjectNode> outcome = call();

        assertEquals(
                FaultReason.SESSION_LOST,
                assertInstanceOf(McpOutcome.Undone.class, outcome).fault().reason());
        assertEquals(2, server.asked("tools/call").size());
    }

    @Test
    void beginsAnewAfterABadRequestButDoesNotAskAgain() {
        server.withSessions();
        done(call());
        server.on(
                "tools/call",
                (exchange, asked) ->
                        McpDouble.error(exchange, asked, 400, -32000, "No valid session."));
        assertInstanceOf(McpOutcome.Undone.class, call());
        assertEquals(2, server.asked("tools/call").size());
        server.asUsual("tools/call");

        done(call());

        assertEquals("session-2", server.asked("tools/call").getLast().header("Mcp-Session-Id"));
    }

    @Test
    void takesABrokenAnswerUpWhereItBrokeAndCallsNothingAgain() {
        server.withSessions();
        AtomicInteger resumed = new AtomicInteger();
        server.on(
                "tools/call", (exchange, asked) -> stream(exchange, "id: 7\nretry: 10\ndata:\n\n"));
        server.on(
                "GET /mcp",
                (exchange, asked) -> {
                    resumed.incrementAndGet();
                    assertEquals("7", asked.header("Last-Event-ID"));
                    int id = server.asked("tools/call").getFirst().body().path("id").asInt();
                    stream(
                            exchange,
                            "data: {\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":{\"content\":[]}}\n\n"
                                    .formatted(id));
                });

        done(call());

        assertEquals(1, server.asked("tools/call").size());
        assertEquals(1, resumed.get());
    }

    @Test
    void doesNotKnowWhatBecameOfACallThatBrokeOffForGood() {
        server.on("tools/call", (exchange, asked) -> stream(exchange, ": working\n\n"));

        assertEquals(
                FaultReason.DISCONNECTED,
                assertInstanceOf(McpOutcome.Lost.class, call()).fault().reason());
        assertEquals(1, server.asked("tools/call").size());
    }

    @Test
    void tellsAServerWithSessionsThatNobodyWaitsAnyMore() {
        server.withSessions().on("tools/call", server::hang);
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();

        connection.call(
                new ToolCall("act", nothing, nothing, nothing),
                Until.in(Duration.ofMillis(500)),
                new Cancellation());

        Await.until("the notification", () -> !server.asked("notifications/cancelled").isEmpty());
        assertEquals(
                server.asked("tools/call").getFirst().body().path("id"),
                server.asked("notifications/cancelled")
                        .getFirst()
                        .body()
                        .path("params")
                        .path("requestId"));
    }

    @Test
    void saysGoodbyeWhereAServerKeepsSomething() {
        server.withSessions();
        done(call());

        connection.close();

        Await.until("the goodbye", () -> !server.asked("DELETE /mcp").isEmpty());
    }

    @Test
    void hearsOfChangesInEitherRevision() {
        for (boolean sessions : new boolean[] {false, true}) {
            if (sessions) {
                server.withSessions();
                connection = rig.connect(server.url());
            }
            int before = rig.changes();
            Cancellation cancellation = new Cancellation();
            McpConnection listening = connection;
            Thread.ofVirtual().start(() -> listening.listen(() -> {}, cancellation));
            Await.until("the stream", () -> server.listeners() == 1);

            server.sayChanged();

            Await.until("the change", () -> rig.changes() == before + 1);
            cancellation.cancel();
            server.endStreams();
            Await.until("the end", () -> server.listeners() == 0);
        }
    }

    private static void stream(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
    }
}
