package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.address;
import static dev.parley.tool.egress.EgressRig.answered;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import dev.parley.tool.testing.HostileServer.Behaviour;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EgressTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final OptionalInt NONE = OptionalInt.empty();

    private final EgressRig rig = new EgressRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void sendsARequestAndReadsTheAnswer() throws Exception {
        HostileServer server =
                rig.serve(
                        Answers.whole(
                                "201 Created",
                                "Content-Type: text/plain; charset=iso-8859-1\r\nX-A: 1\r\nx-a: 2\r\n",
                                new byte[] {(byte) 0xE9}));
        EgressRequest request =
                EgressRequest.of(
                                Method.POST, address("http://" + server.authority() + "/items?a=b"))
                        .with(RequestBody.json("{\"x\":\"ü\"}"))
                        .withHeader("X-Mine", "yes")
                        .withSecretHeader("X-Key", "canary")
                        .withSecretQuery("key", "s&x");

        Answer answer = answered(rig.egress().send(request));

        assertEquals(201, answer.head().status());
        assertEquals("é", answer.text());
        assertEquals(List.of("1", "2"), answer.head().headers().all("X-A"));
        assertEquals("http://" + server.authority() + "/items?a=b", answer.head().address().url());
        assertEquals(
                "POST /items?a=b&key=s%26x HTTP/1.1\r\nHost: "
                        + server.authority()
                        + "\r\nUser-Agent: Parley\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\n"
                        + "X-Mine: yes\r\nX-Key: canary\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n",
                server.heads().getFirst());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void sendsEveryMethod(Method method) throws Exception {
        HostileServer server = rig.serve(Answers.text("hello"));

        Answer answer =
                answered(
                        rig.egress()
                                .send(
                                        EgressRequest.of(
                                                method,
                                                address("http://" + server.authority() + "/"))));

        assertEquals(method == Method.HEAD ? "" : "hello", answer.text());
        assertTrue(server.heads().getFirst().startsWith(method + " / "));
        boolean hasLength = server.heads().getFirst().contains("Content-Length: 0");
        assertEquals(
                method == Method.POST || method == Method.PUT || method == Method.PATCH, hasLength);
    }

    /** What a server does once it has the request, and what that means. */
    static Stream<Arguments> losses() {
        return Stream.of(
                arguments(
                        "closes without reading", Answers.closesAtOnce(), Loss.DISCONNECTED, NONE),
                arguments("closes after reading", Answers.raw(""), Loss.DISCONNECTED, NONE),
                arguments("resets after reading", Answers.resets(), Loss.DISCONNECTED, NONE),
                arguments("never answers", Answers.silence(), Loss.SILENCE, NONE),
                arguments(
                        "a status that is none",
                        Answers.raw("HTTP/1.1 000 No\r\n\r\n"),
                        Loss.MALFORMED,
                        NONE),
                arguments("half a status line", Answers.raw("HTTP/1.1 20"), Loss.MALFORMED, NONE),
                arguments("half the headers", Answers.raw(OK + "Content-Le"), Loss.MALFORMED, NONE),
                arguments(
                        "headers without an end",
                        Answers.raw(OK + "A: b\r\n"),
                        Loss.DISCONNECTED,
                        NONE),
                arguments(
                        "stops in the headers",
                        Answers.stopsAfter(OK + "A: b\r\n"),
                        Loss.SILENCE,
                        NONE),
                arguments("HTTP/0.9", Answers.raw("<html>hello</html>"), Loss.MALFORMED, NONE),
                arguments(
                        "another protocol",
                        Answers.raw("220 mail.example ESMTP\r\n"),
                        Loss.MALFORMED,
                        NONE),
                arguments("HTTP/2", Answers.raw("HTTP/2.0 200 OK\r\n\r\n"), Loss.MALFORMED, NONE),
                arguments(
                        "switches",
                        Answers.raw("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
                        Loss.MALFORMED,
                        NONE),
                arguments("hints for ever", Answers.endlessHints(), Loss.MALFORMED, NONE),
                arguments(
                        "empty lines for ever",
                        Answers.raw("\r\n".repeat(1000)),
                        Loss.HEADERS_TOO_LARGE,
                        NONE),
                arguments(
                        "a header for ever", Answers.endlessHeader(), Loss.HEADERS_TOO_LARGE, NONE),
                arguments(
                        "too many headers", Answers.headers(200, 10), Loss.HEADERS_TOO_LARGE, NONE),
                arguments(
                        "too large headers",
                        Answers.headers(50, 1000),
                        Loss.HEADERS_TOO_LARGE,
                        NONE),
                arguments(
                        "two lengths",
                        Answers.raw(OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
                        Loss.MALFORMED,
                        NONE),
                arguments(
                        "a negative length",
                        Answers.raw(OK + "Content-Length: -1\r\n\r\n"),
                        Loss.MALFORMED,
                        NONE),
                arguments(
                        "a length of text",
                        Answers.raw(OK + "Content-Length: two\r\n\r\n"),
                        Loss.MALFORMED,
                        NONE),
                arguments(
                        "half a body",
                        Answers.raw(OK + "Content-Length: 100\r\n\r\nhalf"),
                        Loss.DISCONNECTED,
                        OptionalInt.of(200)),
                arguments(
                        "stops in the body",
                        Answers.stopsAfter(OK + "Content-Length: 100\r\n\r\nhalf"),
                        Loss.SILENCE,
                        OptionalInt.of(200)),
                arguments(
                        "half a chunk",
                        Answers.raw(chunked("ff\r\nhalf")),
                        Loss.DISCONNECTED,
                        OptionalInt.of(200)),
                arguments(
                        "chunks without an end",
                        Answers.raw(chunked("4\r\nhalf\r\n")),
                        Loss.DISCONNECTED,
                        OptionalInt.of(200)),
                arguments(
                        "garbage for a chunk",
                        Answers.raw(chunked("4\r\nhalf\r\nxyz\r\n")),
                        Loss.MALFORMED,
                        OptionalInt.of(200)),
                arguments(
                        "a negative chunk",
                        Answers.raw(chunked("-4\r\nhalf\r\n")),
                        Loss.MALFORMED,
                        OptionalInt.of(200)),
                arguments(
                        "a body for ever", Answers.endless(), Loss.TOO_LARGE, OptionalInt.of(200)),
                arguments("a bomb", Answers.gzipBomb(40), Loss.EXPANDS, OptionalInt.of(200)),
                arguments(
                        "an unknown coding",
                        Answers.whole("200 OK", "Content-Encoding: br\r\n", new byte[9]),
                        Loss.UNDECODABLE,
                        OptionalInt.of(200)),
                arguments(
                        "no gzip",
                        Answers.whole("200 OK", "Content-Encoding: gzip\r\n", new byte[9]),
                        Loss.UNDECODABLE,
                        OptionalInt.of(200)),
                arguments(
                        "drips its head",
                        Answers.drips(OK + "A: " + "b".repeat(99), Duration.ofMillis(50)),
                        Loss.DEADLINE,
                        NONE),
                arguments(
                        "drips its body",
                        Answers.drips(
                                OK + "Content-Length: 9999\r\n\r\n" + "b".repeat(99),
                                Duration.ofMillis(40)),
                        Loss.DEADLINE,
                        OptionalInt.of(200)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void saysThatARequestMayHaveArrived(
            String what, Behaviour behaviour, Loss reason, OptionalInt status) throws Exception {
        HostileServer server = rig.serve(behaviour);
        rig.with("idle-timeout", "PT0.5S").with("total-timeout", "PT2.5S");
        rig.with("max-response-bytes", "50000000");

        Outcome<Answer> outcome = rig.egress().send(get(server));

        assertEquals(new Outcome.Lost<Answer>(reason, status), outcome);
        assertEquals(1, server.connections());
    }

    @Test
    void saysThatNothingLeftWhereNobodyListens() throws Exception {
        HostileServer server = rig.serve(Answers.text("never"));
        server.close();

        assertEquals(
                new Outcome.NotSent<Answer>(Unsent.UNREACHABLE), rig.egress().send(get(server)));
    }

    @Test
    void triesTheNextAddressOfAHost() {
        HostileServer server = rig.serve(Answers.text("hello"), "two.example");
        rig.resolving(name ->
                List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")));

        assertEquals(
                "hello",
                answered(rig.egress().send(get("http://two.example:" + server.port()))).text());
    }

    /** The kernel drops what does not fit into the queue of those who wait to be accepted. */
    @Test
    void givesUpAConnectionThatIsNotTaken() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String authority = "127.0.0.1:" + full.getLocalPort();
            rig.allowing(authority).with("connect-timeout", "PT0.2S");
            try (Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                    Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
                assertTrue(first.isConnected() && second.isConnected());
                assertEquals(
                        new Outcome.NotSent<Answer>(Unsent.UNREACHABLE),
                        rig.egress().send(get("http://" + authority)));
            }
        }
    }

    /** It takes the connection into its queue, and the request into its buffers. */
    @Test
    void knowsThatARequestMayBeReadLater() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            String authority = "127.0.0.1:" + slow.getLocalPort();
            rig.allowing(authority).with("idle-timeout", "PT0.2S");

            assertEquals(
                    new Outcome.Lost<Answer>(Loss.SILENCE, NONE),
                    rig.egress().send(get("http://" + authority)));
            byte[] buffered = new byte[16];
            slow.accept().getInputStream().readNBytes(buffered, 0, 16);
            assertEquals("GET / HTTP/1.1\r\n", new String(buffered, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void sendsNothingThatIsTooLarge() throws Exception {
        HostileServer server = rig.serve(Answers.text("never"));
        Egress egress = rig.with("max-request-bytes", "10").egress();
        EgressRequest request = get(server);

        assertEquals(
                new Outcome.NotSent<Answer>(Unsent.TOO_LARGE),
                egress.send(
                        EgressRequest.of(Method.PUT, request.address())
                                .with(RequestBody.of("text/plain", new byte[11]))));
        assertInstanceOf(
                Outcome.Refused.class,
                egress.send(request.withSecretQuery("q", "x".repeat(8_000))));
        assertEquals(0, server.connections());
    }

    /** Nobody reads what is sent: only the clock ends that. */
    @Test
    void endsASendingThatDoesNotGoOn() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            String authority = "127.0.0.1:" + deaf.getLocalPort();
            rig.allowing(authority).with("max-request-bytes", "64000000");
            EgressRequest request =
                    EgressRequest.of(Method.POST, address("http://" + authority))
                            .with(RequestBody.of("text/plain", new byte[50_000_000]));
            Allowance little = rig.egress().allowance().withTotal(Duration.ofMillis(700));

            assertEquals(
                    new Outcome.Lost<Answer>(Loss.DEADLINE, NONE),
                    rig.egress().prepare(request, little).send());
        }
    }

    @Test
    void hearsARefusalThatComesBeforeAllIsSent() {
        HostileServer server =
                rig.serve(peer -> {
                    peer.readHead();
                    peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
                });
        rig.with("max-request-bytes", "64000000");
        EgressRequest request =
                EgressRequest.of(Method.POST, get(server).address())
                        .with(RequestBody.of("text/plain", new byte[50_000_000]));

        Answer answer = answered(rig.egress().send(request));

        assertEquals(413, answer.head().status());
        assertEquals("big", answer.text());
    }

    @Test
    void readsAsMuchAsARequestAllows() throws Exception {
        HostileServer server = rig.serve(Answers.text("12345"));
        Egress egress = rig.egress();
        Allowance allowance = egress.allowance();

        assertEquals(
                new Outcome.Lost<Answer>(Loss.TOO_LARGE, OptionalInt.of(200)),
                egress.prepare(get(server), allowance.withResponseBytes(4)).send());
        assertEquals(
                "12345",
                answered(egress.prepare(get(server), allowance.withResponseBytes(5)).send())
                        .text());
    }

    @Test
    void decodesWhatIsCompressed() throws Exception {
        byte[] plain = "so much the better".repeat(50).getBytes(StandardCharsets.UTF_8);
        HostileServer server =
                rig.serve(
                        Answers.whole("200 OK", "Content-Encoding: gzip\r\n", Answers.gzip(plain)));
        Egress egress = rig.egress();

        assertArrayEquals(plain, answered(egress.send(get(server))).body());
        assertEquals(
                "",
                answered(egress.send(EgressRequest.of(Method.HEAD, get(server).address()))).text());
    }

    @Test
    void takesWhateverComesUntilTheEndWithoutALength() throws Exception {
        HostileServer server = rig.serve(Answers.raw(OK + "\r\nuntil the end"));

        assertEquals("until the end", answered(rig.egress().send(get(server))).text());
    }

    @Test
    void passesHintsAndReadsTheAnswer() throws Exception {
        HostileServer server =
                rig.serve(
                        Answers.raw(
                                "HTTP/1.1 103 Early Hints\r\n\r\n"
                                        + OK
                                        + "Content-Length: 2\r\n\r\nok"));

        assertEquals("ok", answered(rig.egress().send(get(server))).text());
    }

    @Test
    void keepsNoCookies() throws Exception {
        HostileServer server =
                rig.serve(Answers.whole("200 OK", "Set-Cookie: id=canary\r\n", new byte[0]));
        Egress egress = rig.egress();

        answered(egress.send(get(server)));
        answered(egress.send(get(server)));

        assertEquals(2, server.heads().size());
        assertFalse(server.heads().getLast().toLowerCase(Locale.ROOT).contains("cookie"));
    }

    private static String chunked(String chunks) {
        return OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
    }
}
