package dev.parley.tool.mcp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.tool.Listing;
import dev.parley.tool.mcp.client.tool.ToolCall;
import dev.parley.tool.mcp.client.tool.ToolDefinition;
import dev.parley.tool.testing.Await;
import dev.parley.tool.testing.HostileServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that want to cost more than they are worth. */
class HostileServersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ClientRig rig = new ClientRig();
    private final McpDouble server = McpDouble.start();

    @BeforeEach
    void allow() {
        rig.egress().allowing(server.authority());
    }

    @AfterEach
    void close() {
        server.close();
        rig.close();
    }

    private McpOutcome<Listing> list() {
        return rig.connect(server.url()).list(new Cancellation());
    }

    private Listing listed() {
        return assertInstanceOf(McpOutcome.Done.class, list()).value() instanceof Listing listing
                ? listing
                : new Listing(List.of(), List.of());
    }

    private McpOutcome<ObjectNode> call(Duration patience) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return rig.connect(server.url())
                .call(
                        new ToolCall("act", nothing, nothing, nothing),
                        Until.in(patience),
                        new Cancellation());
    }

    private static Fault undone(McpOutcome<?> outcome) {
        return ((McpOutcome.Undone<?>) assertInstanceOf(McpOutcome.Undone.class, outcome)).fault();
    }

    private static Fault lost(McpOutcome<?> outcome) {
        return ((McpOutcome.Lost<?>) assertInstanceOf(McpOutcome.Lost.class, outcome)).fault();
    }

    private static String[] tools(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> McpDouble.tool("tool" + i, "Does."))
                .toArray(String[]::new);
    }

    @Test
    void takesNothingOfTenThousandTools() {
        server.tools(tools(10_000));

        Fault fault = undone(list());

        assertEquals(FaultReason.ANSWER_TOO_LARGE, fault.reason());
        assertEquals("The server lists more than 1000 tools.", fault.text());
    }

    @Test
    void takesAThousandToolsQuickly() {
        server.tools(tools(1_000));
        long begun = System.nanoTime();

        assertEquals(1_000, listed().tools().size());

        assertTrue(System.nanoTime() - begun < PATIENCE.toNanos());
    }

    @Test
    void leavesOutADescriptionOfFiveMegabytesAlone() {
        server.tools(McpDouble.tool("huge", "x".repeat(5 << 20)), McpDouble.tool("small", "Does."));

        Listing listing = listed();

        assertEquals(List.of("small"), listing.tools().stream().map(ToolDefinition::name).toList());
        assertEquals(
                List.of(
                        new Listing.LeftOut(
                                "huge", "Its description is longer than 8192 characters.")),
                listing.leftOut());
    }

    @Test
    void takesNoPageThatIsLargerThanAPageMayBe() {
        rig.with("max-list-bytes", "100000");
        server.tools(McpDouble.tool("huge", "x".repeat(200_000)));

        assertEquals(FaultReason.ANSWER_TOO_LARGE, undone(list()).reason());
    }

    @Test
    void takesNoMoreOfAllPagesTogether() {
        rig.with("max-list-bytes", "20000");
        AtomicInteger pages = new AtomicInteger();
        server.on(
                "tools/list",
                (exchange, asked) -> {
                    int page = pages.incrementAndGet();
                    McpDouble.result(
                            exchange,
                            asked,
                            "{'tools':[%s],'nextCursor':'%d'}"
                                    .formatted(
                                            McpDouble.tool("t" + page, "x".repeat(8_000)), page));
                });

        assertEquals(FaultReason.ANSWER_TOO_LARGE, undone(list()).reason());
        assertEquals(3, pages.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "new"})
    void followsNoListWithoutAnEnd(String cursor) {
        rig.with("max-pages", "5");
        AtomicInteger pages = new AtomicInteger();
        server.on(
                "tools/list",
                (exchange, asked) ->
                        McpDouble.result(
                                exchange,
                                asked,
                                "{'tools':[],'nextCursor':'%s'}"
                                        .formatted(
                                                cursor.equals("same")
                                                        ? cursor
                                                        : cursor + pages.incrementAndGet())));

        assertEquals(FaultReason.PROTOCOL_BROKEN, undone(list()).reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'object','allOf':[{'$ref':'#'}]} | without end",
                "{'type':'object','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}},'allOf':[{'$ref':'#/$defs/a'}]} | without end",
                "{'type':'object','properties':{'a':{'$ref':'https://elsewhere.example/s.json'}}} | must be a place within this schema",
                "{'type':'object','properties':{'a':{'$ref':'#/$defs/none'}}} | must be a place within this schema",
                "{'type':'object','properties':{'a':{'pattern':'(a+)+\\\\1'}}} | must be a regular expression",
                "{'type':'object','properties':7} | is not valid",
                "{'type':'array'} | no schema of an object",
                "{'type':'object','$schema':'https://elsewhere.example/dialect'} | must be https://json-schema.org",
            })
    void leavesOutASchemaThatIsATrap(String schema, String reason) {
        server.tools(
                "{'name':'trap','inputSchema':" + schema + "}", McpDouble.tool("fine", "Does."));

        Listing listing = listed();

        assertEquals(List.of("fine"), listing.tools().stream().map(ToolDefinition::name).toList());
        assertTrue(
                listing.leftOut().getFirst().reason().contains(reason),
                listing.leftOut().toString());
    }

    @Test
    void leavesOutASchemaThatIsNestedWithoutMeasure() {
        String deep = "{'properties':{'a':".repeat(150) + "{}" + "}}".repeat(150);
        server.tools("{'name':'deep','inputSchema':{'type':'object','not':" + deep + "}}");

        assertEquals(
                List.of(
                        new Listing.LeftOut(
                                "deep", "The schema of its arguments is nested very deep.")),
                listed().leftOut());
    }

    @Test
    void takesASchemaThatIsRecursiveLikeATree() {
        server.tools(
                "{'name':'tree','inputSchema':{'$schema':'http://json-schema.org/draft-07/schema#','type':'object','properties':{'children':{'type':'array','items':{'$ref':'#'}}}}}");

        assertEquals("tree", listed().tools().getFirst().name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{'jsonrpc':'1.0','id':1,'result':{}}",
                "{'jsonrpc':'2.0','id':999,'result':{'tools':[]}}",
                "{'jsonrpc':'2.0','id':'1','result':{'tools':[]}}",
                "[{'jsonrpc':'2.0','id':1,'result':{'tools':[]}}]",
                "{'jsonrpc':'2.0','id':1,'id':1,'result':{'tools':[]}}",
                "{'jsonrpc':'2.0','id':1,'result':{'tools':[]}} {}",
                "<html>Welcome</html>"
            })
    void takesNoAnswerThatIsNone(String answer) {
        server.on("tools/list", (exchange, asked) -> McpDouble.send(exchange, 200, answer));

        assertEquals(FaultReason.PROTOCOL_BROKEN, undone(list()).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'tools':7}", "{'tools':{}}", "{'resultType':'x','tools':[]}"})
    void takesNoListThatIsNone(String result) {
        server.on("tools/list", (exchange, asked) -> McpDouble.result(exchange, asked, result));

        assertEquals(FaultReason.PROTOCOL_BROKEN, undone(list()).reason());
    }

    @Test
    void waitsForNoAnswerLongerThanItHas() {
        rig.with("list-timeout", "PT0.4S");
        server.on("tools/list", server::hang);
        long begun = System.nanoTime();

        assertEquals(FaultReason.TIMED_OUT, undone(list()).reason());

        assertTrue(System.nanoTime() - begun < PATIENCE.toNanos());
    }

    @Test
    void waitsForNoCallLongerThanItHas() {
        server.on("tools/call", server::hang);

        Fault fault = lost(call(Duration.ofMillis(400)));

        assertEquals(FaultReason.TIMED_OUT, fault.reason());
        assertTrue(fault.left());
    }

    @Test
    void aCallIsCutShort() throws InterruptedException {
        server.on("tools/call", server::hang);
        Cancellation cancellation = new Cancellation();
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        McpConnection connection = rig.connect(server.url());
        AtomicInteger reason = new AtomicInteger(-1);
        Thread caller =
                Thread.ofVirtual()
                        .start(() ->
                                reason.set(
                                        lost(connection.call(
                                                        new ToolCall(
                                                                "act", nothing, nothing, nothing),
                                                        Until.in(Duration.ofMinutes(1)),
                                                        cancellation))
                                                .reason()
                                                .ordinal()));
        Await.until("the call", () -> !server.asked("tools/call").isEmpty());

        cancellation.cancel();

        assertTrue(caller.join(PATIENCE));
        assertEquals(FaultReason.CANCELLED.ordinal(), reason.get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "data: {'jsonrpc':'2.0','method':'notifications/progress'}\\n\\n | PROTOCOL_BROKEN",
                ": nothing to say\\n\\n | ANSWER_TOO_LARGE",
                "data: never ends | ANSWER_TOO_LARGE",
            })
    void readsNoStreamWithoutAnEnd(String piece, FaultReason reason) {
        rig.with("max-messages", "50").with("max-answer-bytes", "200000");
        server.on(
                "tools/call",
                (exchange, asked) -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    byte[] bytes =
                            piece.replace('\'', '"')
                                    .replace("\\n", "\n")
                                    .getBytes(StandardCharsets.UTF_8);
                    OutputStream out = exchange.getResponseBody();
                    while (true) {
                        out.write(bytes);
                    }
                });

        assertEquals(reason, lost(call(PATIENCE)).reason());
    }

    @Test
    void takesNoResultThatIsLargerThanItMayBe() {
        rig.with("max-answer-bytes", "2048");
        server.on(
                "tools/call",
                (exchange, asked) ->
                        McpDouble.result(
                                exchange,
                                asked,
                                "{'content':[{'type':'text','text':'%s'}]}"
                                        .formatted("x".repeat(5_000))));

        assertEquals(FaultReason.ANSWER_TOO_LARGE, lost(call(PATIENCE)).reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        HostileServer inside = rig.egress().hide(peer -> peer.readRequest());
        server.on(
                "tools/list",
                (exchange, asked) -> {
                    exchange.getResponseHeaders()
                            .set("Location", "http://" + inside.authority() + '/');
                    exchange.sendResponseHeaders(status, -1);
                });

        assertEquals(FaultReason.REDIRECTED, undone(list()).reason());
        assertEquals(0, inside.connections());
    }

    @Test
    void asksNothingOfAServerWithin() {
        HostileServer inside = rig.egress().hide(peer -> peer.readRequest());

        McpOutcome<Listing> outcome =
                rig.connect("http://" + inside.authority() + "/mcp").list(new Cancellation());

        assertEquals(FaultReason.ADDRESS_NOT_ALLOWED, undone(outcome).reason());
        assertEquals(0, inside.connections());
    }

    @Test
    void doesNotTellThatAnAddressIsPrivate() {
        McpOutcome<Listing> outcome = rig.connect("http://10.0.0.1/mcp").list(new Cancellation());

        assertEquals(FaultReason.UNREACHABLE, undone(outcome).reason());
    }

    @Test
    void declinesWhatAServerAsksOfItsClient() throws IOException {
        server.on(
                "tools/call",
                (exchange, asked) ->
                        McpDouble.result(
                                exchange,
                                asked,
                                "{'resultType':'input_required','inputRequests':{'a':{'method':'sampling/createMessage','params':{}}}}"));

        assertEquals(FaultReason.INPUT_WANTED, lost(call(PATIENCE)).reason());
        assertEquals(List.of("sampling/createMessage"), rig.asked());
    }

    @Test
    void asksNoServerThatWantsMoreWithoutEnd() {
        server.on(
                "tools/call",
                (exchange, asked) ->
                        McpDouble.result(
                                exchange,
                                asked,
                                "{'resultType':'input_required','requestState':'again'}"));

        assertEquals(FaultReason.INPUT_WANTED, lost(call(PATIENCE)).reason());
        assertEquals(8, server.asked("tools/call").size());
    }
}
