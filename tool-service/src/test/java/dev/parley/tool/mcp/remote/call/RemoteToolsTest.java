package dev.parley.tool.mcp.remote.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.invocation.CallContext;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.invocation.Invocation;
import dev.parley.tool.invocation.Reply;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.remote.McpSuite;
import dev.parley.tool.mcp.remote.McpTenant;
import dev.parley.tool.remote.RemoteTool;
import dev.parley.tool.remote.RemoteTools;
import dev.parley.tool.testing.Await;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of MCP servers as the rest of the service calls them. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(McpSuite.class)
class RemoteToolsTest {

    @Inject RemoteTools remote;

    private final McpTenant tenant = new McpTenant();
    private McpDouble server;

    @BeforeEach
    void takeServer() {
        server = McpSuite.server().quiet().tools(McpDouble.tool("act", "Does."));
    }

    private RemoteTool tool() {
        return remote.find(tenant.name(), "git__act").orElseThrow();
    }

    private Invocation<Reply> prepared(Duration time) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("n", 7);
        return remote.call(
                tool(),
                arguments,
                new CallContext(
                        tenant.name(), tenant.name(), "call_1", Effects.UNSAFE, time, 10_000));
    }

    private Reply call() {
        return prepared(Duration.ofSeconds(5)).run();
    }

    @Test
    void callsATool() {
        tenant.connect("git", server, "");

        Reply.Done done = assertInstanceOf(Reply.Done.class, call());

        assertEquals("done", done.result().textValue());
        McpDouble.Asked asked = server.asked("tools/call").getFirst();
        assertEquals("act", asked.body().at("/params/name").asText());
        assertEquals(7, asked.body().at("/params/arguments/n").asInt());
        assertEquals("call_1", asked.body().at("/params/_meta/dev.parley~1callId").asText());
    }

    @Test
    void saysWhatATooIIs() {
        server.tools(
                "{'name':'act','title':'Act','description':'Does.','inputSchema':{'$schema':'http://json-schema.org/draft-07/schema#','type':'object'},'outputSchema':{'type':'object'},'annotations':{'readOnlyHint':true,'destructiveHint':false}}");
        tenant.connect("git", server, ",'trust_annotations':true");

        RemoteTool tool = tool();

        assertEquals("Act", tool.title());
        assertEquals("Does.", tool.description());
        assertEquals("{\"type\":\"object\"}", tool.inputSchema().toString());
        assertEquals("{\"type\":\"object\"}", String.valueOf(tool.outputSchema()));
        assertEquals(Effects.NONE, tool.effects());
        assertEquals(new RemoteTool.Hints(true, false, false, true), tool.hints());
        assertEquals("git", tool.server());
        assertEquals("http://" + server.authority(), tool.host());
        assertEquals(tool, remote.version(tenant.name(), tool.key()).orElseThrow());
        assertEquals(List.of(tool), remote.after(tenant.name(), "", 10));
        assertEquals(List.of(), remote.after(tenant.name(), "git__act", 10));
    }

    @Test
    void believesNoHintsOfAServerThatIsNotTrusted() {
        server.tools(
                "{'name':'act','inputSchema':{'type':'object'},'annotations':{'readOnlyHint':true}}");
        tenant.connect("git", server, "");

        assertEquals(Effects.UNSAFE, tool().effects());
    }

    @Test
    void keepsTenantsApart() {
        tenant.connect("git", server, "");
        McpTenant other = new McpTenant();

        assertTrue(remote.find(other.name(), "git__act").isEmpty());
        assertTrue(remote.version(other.name(), tool().key()).isEmpty());
        assertEquals(List.of(), remote.after(other.name(), "", 10));
    }

    @Test
    void doesNotCallAToolThatIsNoLongerWhatItWas() {
        tenant.connect("git", server, "");
        Invocation<Reply> prepared = prepared(Duration.ofSeconds(5));
        server.tools(McpDouble.tool("act", "Does something else."));
        tenant.sync("git");

        Reply.NotSent reply = assertInstanceOf(Reply.NotSent.class, prepared.run());

        assertEquals("tool-changed", reply.problem().code());
        assertFalse(reply.mayPass());
        assertEquals(0, server.asked("tools/call").size());
    }

    @Test
    void givesTheStructuredResultWhereThereIsOne() {
        tenant.connect("git", server, "");
        server.on(
                "tools/call",
                (exchange, asked) ->
                        McpDouble.result(
                                exchange,
                                asked,
                                "{'content':[{'type':'text','text':'7'}],'structuredContent':{'n':7}}"));

        assertEquals("{\"n\":7}", assertInstanceOf(Reply.Done.class, call()).result().toString());
    }

    @Test
    void tellsWhatAToolSaysOfItsFailure() {
        tenant.connect("git", server, "");
        server.on(
                "tools/call",
                (exchange, asked) ->
                        McpDouble.result(
                                exchange,
                                asked,
                                "{'isError':true,'content':[{'type':'text','text':'No such branch.'}]}"));

        Reply.Refused refused = assertInstanceOf(Reply.Refused.class, call());

        assertEquals("tool-error", refused.problem().code());
        assertEquals("No such branch.", refused.problem().detail());
    }

    @ParameterizedTest
    @CsvSource({
        "200, -32602, Refused",
        "400, -32000, Refused",
        "403, -32000, Refused",
        "429, 0, TryLater",
        "500, -32603, Unclear",
        "503, 0, Unclear",
        "200, -32603, Unclear",
        "200, -32000, Unclear",
    })
    void saysWhatARefusalMeans(int status, int code, String reply) {
        tenant.connect("git", server, "");
        server.on(
                "tools/call",
                (exchange, asked) -> {
                    if (code == 0) {
                        McpDouble.send(exchange, status, "{}");
                    } else {
                        McpDouble.error(exchange, asked, status, code, "No.");
                    }
                });

        assertEquals(reply, call().getClass().getSimpleName());
        assertEquals(1, server.asked("tools/call").size());
    }

    @Test
    void doesNotKnowWhatBecameOfACallWithoutAnAnswer() {
        tenant.connect("git", server, "");
        server.on("tools/call", server::hang);

        Reply.Unclear unclear =
                assertInstanceOf(Reply.Unclear.class, prepared(Duration.ofMillis(500)).run());

        assertEquals("mcp-timed-out", unclear.problem().code());
        assertTrue(unclear.mayPass());
    }

    @Test
    void knowsThatNothingLeftForAServerThatIsAway() {
        tenant.connect("git", server, "");
        Invocation<Reply> prepared = prepared(Duration.ofSeconds(5));
        server.close();

        Reply.NotSent reply = assertInstanceOf(Reply.NotSent.class, prepared.run());

        assertEquals("mcp-unreachable", reply.problem().code());
        assertTrue(reply.mayPass());
    }

    @Test
    void knowsThatNothingLeftWithoutACredential() {
        tenant.designer()
                .body("{\"name\":\"key\",\"kind\":\"bearer\",\"token\":\"canary-4712\"}")
                .post("/v1/credentials")
                .then()
                .statusCode(201);
        server.wanting("canary-4712");
        tenant.connect("git", server, ",'credential':'key'");
        tenant.designer().delete("/v1/credentials/key").then().statusCode(204);

        Reply.NotSent reply = assertInstanceOf(Reply.NotSent.class, call());

        assertEquals("mcp-credential-unusable", reply.problem().code());
        assertFalse(reply.mayPass());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isCutShort(boolean sessions)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (sessions) {
            server.withSessions();
        }
        tenant.connect("git", server, "");
        server.on("tools/call", server::hang);
        Invocation<Reply> call = prepared(Duration.ofMinutes(1));
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> reply.complete(call.run()));
        Await.until("the call", () -> !server.asked("tools/call").isEmpty());

        call.abort();

        Reply.Unclear unclear =
                assertInstanceOf(Reply.Unclear.class, reply.get(10, TimeUnit.SECONDS));
        assertEquals("mcp-cancelled", unclear.problem().code());
        assertFalse(unclear.mayPass());
    }

    @Test
    void callsNothingAfterItWasCutShort() {
        tenant.connect("git", server, "");
        Invocation<Reply> call = prepared(Duration.ofSeconds(5));
        call.abort();

        assertInstanceOf(Reply.NotSent.class, call.run());

        assertEquals(0, server.asked("tools/call").size());
    }

    @Test
    void showsTheServerItsOwnTokenAndNobodyElses() {
        tenant.designer()
                .body(
                        "{\"name\":\"key\",\"kind\":\"oauth2_client\",\"token_url\":\"http://%s/token\",\"client_id\":\"me\",\"client_secret\":\"canary-4713\"}"
                                .formatted(server.authority()))
                .post("/v1/credentials")
                .then()
                .statusCode(201);
        server.wanting("token-for-the-server");
        tenant.connect("git", server, ",'credential':'key'");
        String caller = LocalSuite.token("dora", tenant.name(), "designer");

        assertInstanceOf(Reply.Done.class, call());

        assertEquals(
                "Bearer token-for-the-server",
                server.asked("tools/call").getLast().header("Authorization"));
        assertEquals(1, server.asked("POST /token").size());
        String all = server.asked().toString();
        assertFalse(all.contains(caller.substring(0, 20)), "the caller's token was passed on");
        assertFalse(all.contains("dora"));
    }

    @Test
    void masksTheTokenInAResultThatRepeatsIt() {
        tenant.designer()
                .body("{\"name\":\"key\",\"kind\":\"bearer\",\"token\":\"canary-4714\"}")
                .post("/v1/credentials")
                .then()
                .statusCode(201);
        server.wanting("canary-4714");
        tenant.connect("git", server, ",'credential':'key'");
        server.on(
                "tools/call",
                (exchange, asked) ->
                        McpDouble.result(
                                exchange,
                                asked,
                                "{'content':[{'type':'text','text':'%s'}]}"
                                        .formatted(asked.header("Authorization"))));

        assertEquals(
                "Bearer [credential]",
                assertInstanceOf(Reply.Done.class, call()).result().textValue());
    }
}
