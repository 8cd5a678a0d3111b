package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.answered;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.platform.testing.TopicReader;
import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionReuseTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final EgressRig rig = new EgressRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void usesAConnectionAgain() {
        HostileServer server = rig.serve(Answers.text("hello"));
        for (int i = 0; i < 5; i++) {
            assertEquals("hello", answered(rig.egress().send(get(server))).text());
        }
        assertEquals(1, server.connections());
    }

    /** The same server under another name, or at another of its addresses, is another one. */
    @Test
    void usesAConnectionForItsOwnNameAndAddressOnly() {
        HostileServer server = rig.serve(Answers.text("hello"), "a.example", "b.example");
        Queue<String> answers =
                new ConcurrentLinkedQueue<>(List.of("127.0.0.1", "127.0.0.1", "127.0.0.2"));
        rig.resolving(name -> List.of(InetAddress.ofLiteral(answers.remove())));

        answered(rig.egress().send(get("http://a.example:" + server.port())));
        answered(rig.egress().send(get("http://b.example:" + server.port())));
        assertEquals(2, server.connections());
        assertEquals(
                new Outcome.NotSent<Answer>(Unsent.UNREACHABLE),
                rig.egress().send(get("http://a.example:" + server.port())));
        assertTrue(server.heads().getFirst().contains("Host: a.example:" + server.port() + "\r\n"));
    }

    /** What is left over on a connection would be taken for the answer to the next request. */
    static Stream<Arguments> leftovers() {
        String evil = OK + "Content-Length: 4\r\n\r\nevil";
        return Stream.of(
                arguments("more than its length", OK + "Content-Length: 2\r\n\r\nok" + evil),
                arguments("a body with 204", "HTTP/1.1 204 None\r\n\r\n" + evil),
                arguments(
                        "both lengths",
                        OK
                                + "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
                                + evil),
                arguments(
                        "after the last chunk",
                        OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + evil));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leftovers")
    void takesNothingForTheAnswerToTheNextRequest(String what, String bytes) {
        AtomicInteger served = new AtomicInteger();
        HostileServer server =
                rig.serve(peer -> {
                    peer.readRequest();
                    if (served.getAndIncrement() == 0) {
                        peer.send(bytes);
                        peer.hang();
                    }
                    peer.send(OK + "Content-Length: 4\r\n\r\ngood");
                });

        answered(rig.egress().send(get(server)));

        assertEquals("good", answered(rig.egress().send(get(server))).text());
        assertEquals(2, server.connections());
    }

    @Test
    void noticesAConnectionThatTheServerHasClosed() throws Exception {
        HostileServer server =
                rig.serve(peer -> {
                    peer.readRequest();
                    peer.send(OK + "Content-Length: 2\r\n\r\nok");
                });
        for (int i = 0; i < 3; i++) {
            EgressRequest post = EgressRequest.of(Method.POST, get(server).address());
            assertEquals("ok", answered(rig.egress().send(post)).text());
            assertTrue(server.peer().seesTheClientLeave());
        }
        assertEquals(3, server.connections());
    }

    @Test
    void closesWhatNobodyUsesAfterAWhile() throws Exception {
        HostileServer server = rig.serve(Answers.text("hello"));
        answered(rig.egress().send(get(server)));
        assertEquals(1, open());

        TopicReader.await(Duration.ofSeconds(15), () -> open() == 0);
        assertTrue(server.peer().seesTheClientLeave());
    }

    @Test
    void opensNoMoreConnectionsThanMayBeAndSaysSo() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        HostileServer server =
                rig.serve(peer -> {
                    peer.readRequest();
                    hold.await();
                    peer.send(OK + "Content-Length: 2\r\n\r\nok");
                });
        HostileServer other = rig.serve(Answers.text("hello"));
        rig.with("max-connections-per-route", "2").with("connect-timeout", "PT0.3S");
        List<Thread> waiting =
                Stream.generate(() ->
                                Thread.ofVirtual().start(() -> rig.egress().send(get(server))))
                        .limit(2)
                        .toList();
        TopicReader.await(Duration.ofSeconds(5), () -> server.heads().size() == 2);

        assertEquals(new Outcome.NotSent<Answer>(Unsent.BUSY), rig.egress().send(get(server)));
        assertEquals("hello", answered(rig.egress().send(get(other))).text());
        hold.countDown();
        for (Thread thread : waiting) {
            thread.join();
        }
        assertEquals(2, server.connections());
    }

    /** Thousands of hosts leave nothing behind. */
    @Test
    void freesEveryConnectionWhateverHappens() throws Exception {
        List<HostileServer> servers =
                List.of(
                        rig.serve(Answers.text("hello")),
                        rig.serve(Answers.closesAtOnce()),
                        rig.serve(Answers.resets()),
                        rig.serve(Answers.raw("nonsense")),
                        rig.serve(Answers.endless()),
                        rig.serve(Answers.gzipBomb(20)));
        rig.with("max-connections", "8").with("total-timeout", "PT20S").egress();
        List<Thread> threads =
                Stream.iterate(0, i -> i + 1)
                        .limit(300)
                        .map(i ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            Exchange exchange =
                                                    rig.egress()
                                                            .prepare(
                                                                    get(
                                                                            servers.get(
                                                                                    i
                                                                                            % servers
                                                                                                    .size())),
                                                                    rig.egress().allowance());
                                            if (i % 7 == 0) {
                                                Thread.ofVirtual().start(exchange::abort);
                                            }
                                            exchange.send();
                                        }))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        TopicReader.await(
                Duration.ofSeconds(5),
                () -> rig.meters().get("parley.egress.connections.used").gauge().value() == 0);
        assertEquals("hello", answered(rig.egress().send(get(servers.getFirst()))).text());
    }

    private double open() {
        return rig.meters().get("parley.egress.connections.open").gauge().value();
    }
}
