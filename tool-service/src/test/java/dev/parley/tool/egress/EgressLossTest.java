package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.address;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import dev.parley.tool.testing.HostileServer.Behaviour;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that take a request and give no answer that one can use. */
class EgressLossTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final OptionalInt NONE = OptionalInt.empty();

    private final EgressRig rig = new EgressRig();

    @AfterEach
    void close() {
        rig.close();
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

    private static String chunked(String chunks) {
        return OK + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
    }
}
