package dev.parley.tool.mcp.client.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.credential.Secret;
import dev.parley.tool.credential.sealing.SecretText;
import dev.parley.tool.egress.EgressRig;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.client.ClientRig;
import dev.parley.tool.mcp.client.McpConnection;
import dev.parley.tool.mcp.client.limit.Cancellation;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.tool.Listing;
import dev.parley.tool.mcp.client.tool.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proofs for one server: tokens that are meant for it, from where its credential says. */
class StoredAccessTest {

    private static final String SECRET = "s3cret-of-the-client";

    private final ClientRig rig = new ClientRig();
    private final McpDouble server =
            McpDouble.start().tools(McpDouble.tool("act", "Does.")).wanting("token-1");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private McpConnection connection;

    @BeforeEach
    void connect() {
        rig.egress().allowing(server.authority());
        connection = connected("http://" + server.authority() + "/token");
    }

    @AfterEach
    void close() {
        server.close();
        rig.close();
    }

    private McpConnection connected(String tokenUrl) {
        return connected(new Secret.OAuth2Client(tokenUrl, "me", SecretText.of(SECRET), List.of()));
    }

    private McpConnection connected(Secret secret) {
        InstantSource clock = now::get;
        return rig.connect(
                EgressRig.address(server.url()),
                new StoredAccess(
                        rig.egress().egress(),
                        EgressRig.address(server.url()),
                        clock.withZone(ZoneOffset.UTC),
                        () -> new McpOutcome.Done<>(secret)));
    }

    private McpOutcome<Listing> list() {
        return connection.list(new Cancellation());
    }

    private Fault denied() {
        return assertInstanceOf(McpOutcome.Undone.class, list()).fault();
    }

    private long requestsWith(String text) {
        return server.asked().stream()
                .filter(asked -> (asked.headers().toString() + asked.body()).contains(text))
                .count();
    }

    @Test
    void asksForATokenThatIsMeantForTheServerAndKeepsIt() {
        assertInstanceOf(McpOutcome.Done.class, list());
        assertInstanceOf(McpOutcome.Done.class, list());

        List<McpDouble.Asked> tokens = server.asked("POST /token");
        assertEquals(1, tokens.size());
        String form = tokens.getFirst().body().path("form").asText();
        assertTrue(form.contains("grant_type=client_credentials"), form);
        assertTrue(
                form.contains("resource=http%3A%2F%2F127.0.0.1%3A") && form.contains("%2Fmcp"),
                form);
        assertTrue(form.contains("scope=tools"), form);
    }

    @Test
    void showsTheSecretToNobodyButTheTokenEndpoint() {
        list();

        server.asked().stream()
                .filter(asked -> !asked.path().equals("/token"))
                .forEach(asked ->
                        assertFalse(
                                asked.header("Authorization").startsWith("Basic"),
                                asked.toString()));
        assertEquals(0, requestsWith(SECRET));
    }

    @Test
    void getsAnotherTokenBeforeOneExpires() {
        list();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(60)));

        assertInstanceOf(McpOutcome.Done.class, list());

        assertEquals(2, server.asked("POST /token").size());
    }

    @Test
    void getsAnotherTokenForOneThatIsRefused() {
        list();
        server.wanting("token-2");

        assertInstanceOf(McpOutcome.Done.class, list());

        assertEquals(2, server.asked("POST /token").size());
    }

    @Test
    void givesUpOnAServerThatTakesNoToken() {
        server.on(
                "POST /token",
                (exchange, asked) ->
                        McpDouble.send(
                                exchange, 200, "{'access_token':'other','token_type':'Bearer'}"));

        assertEquals(FaultReason.UNAUTHORIZED, denied().reason());
        assertEquals(2, server.asked("POST /token").size());
    }

    @Test
    void sendsTheSecretNowhereButWhereItWasStoredFor() {
        connection = connected("https://login.example/token");

        Fault fault = denied();

        assertEquals(FaultReason.CREDENTIAL_UNUSABLE, fault.reason());
        assertEquals(0, server.asked("POST /token").size());
    }

    @Test
    void asksForNoTokenOfAnotherResource() {
        server.on(
                "GET /.well-known/oauth-protected-resource/mcp",
                (exchange, asked) ->
                        McpDouble.send(
                                exchange,
                                200,
                                "{'resource':'https://bank.example/mcp','authorization_servers':['http://%s']}"
                                        .formatted(server.authority())));

        assertEquals(FaultReason.PROTOCOL_BROKEN, denied().reason());
        assertEquals(0, server.asked("POST /token").size());
    }

    @Test
    void asksNoIssuerThatCallsItselfByAnotherName() {
        server.on(
                "GET /.well-known/oauth-authorization-server",
                (exchange, asked) ->
                        McpDouble.send(
                                exchange,
                                200,
                                "{'issuer':'https://bank.example','token_endpoint':'http://%s/token'}"
                                        .formatted(server.authority())));

        assertEquals(FaultReason.PROTOCOL_BROKEN, denied().reason());
        assertEquals(0, server.asked("POST /token").size());
    }

    @Test
    void followsNoTokenEndpointElsewhere() {
        server.on(
                "POST /token",
                (exchange, asked) -> {
                    exchange.getResponseHeaders()
                            .set("Location", "http://" + server.authority() + "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                });

        denied();

        assertEquals(0, server.asked("POST /elsewhere").size());
    }

    @Test
    void saysThatARefusedCallHadLeftAndThatOneWithoutAProofHadNot() {
        server.on("POST /token", (exchange, asked) -> McpDouble.send(exchange, 503, "{}"));
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        ToolCall call = new ToolCall("act", nothing, nothing, nothing);

        // The handshake is refused: nothing of the call has left.
        McpOutcome<ObjectNode> before =
                connection.call(call, Until.in(Duration.ofSeconds(5)), new Cancellation());
        assertFalse(assertInstanceOf(McpOutcome.Undone.class, before).fault().left());
        server.asUsual("POST /token");
        list();
        server.wanting("token-2")
                .on("POST /token", (exchange, asked) -> McpDouble.send(exchange, 503, "{}"));

        McpOutcome<ObjectNode> after =
                connection.call(call, Until.in(Duration.ofSeconds(5)), new Cancellation());
        assertTrue(assertInstanceOf(McpOutcome.Undone.class, after).fault().left());
    }

    @Test
    void masksATokenThatAServerRepeats() {
        connection = connected(Secret.Bearer.of("token-1"));
        server.on(
                "tools/list",
                (exchange, asked) ->
                        McpDouble.error(
                                exchange,
                                asked,
                                200,
                                -32602,
                                "Bad: " + asked.header("Authorization")));

        assertEquals(
                "The server refuses the request. It says: Bad: Bearer [credential]",
                denied().text());
    }
}
