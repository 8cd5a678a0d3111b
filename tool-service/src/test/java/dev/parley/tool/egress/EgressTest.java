package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.address;
import static dev.parley.tool.egress.EgressRig.answered;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EgressTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

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
}
