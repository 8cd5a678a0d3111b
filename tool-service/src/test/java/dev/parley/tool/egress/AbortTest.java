package dev.parley.tool.egress;

import static dev.parley.tool.egress.EgressRig.answered;
import static dev.parley.tool.egress.EgressRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.platform.testing.TopicReader;
import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ends exchanges at each thing that they can be doing. */
class AbortTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";
    private static final Outcome<Answer> NOT_SENT = new Outcome.NotSent<>(Unsent.ABORTED);
    private static final Outcome<Answer> LOST =
            new Outcome.Lost<>(Loss.ABORTED, OptionalInt.empty());

    private final EgressRig rig = new EgressRig().with("connect-timeout", "PT20S");

    @AfterEach
    void close() {
        rig.close();
    }

    /** How an exchange is ended from another thread. */
    enum How {
        ABORT {
            @Override
            void end(Exchange exchange, Thread thread) {
                exchange.abort();
            }
        },
        INTERRUPT {
            @Override
            void end(Exchange exchange, Thread thread) {
                thread.interrupt();
            }
        };

        abstract void end(Exchange exchange, Thread thread);
    }

    static Stream<Arguments> waysWithinTheHead() {
        return ways().flatMap(how ->
                Stream.of("", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nA: b\r\n")
                        .map(sent -> arguments(how, sent)));
    }

    @ParameterizedTest(name = "{0} after \"{1}\"")
    @MethodSource("waysWithinTheHead")
    void endsAWaitForTheHead(How how, String sent) throws Exception {
        HostileServer server = rig.serve(Answers.stopsAfter(sent));
        Running running = new Running(get(server));
        await(() -> server.heads().size() == 1);

        how.end(running.exchange, running.thread);

        assertEquals(LOST, running.outcome());
        assertTrue(server.peer().seesTheClientLeave());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsAWaitForTheBody(How how) throws Exception {
        HostileServer server = rig.serve(Answers.stopsAfter(HEAD + "some"));
        Exchange exchange = rig.egress().prepare(get(server), rig.egress().allowance());
        StreamedAnswer answer = answered(exchange.open());
        CompletableFuture<BodyLost> end = new CompletableFuture<>();
        Thread reader =
                Thread.ofVirtual()
                        .start(() ->
                                end.complete(
                                        assertThrows(BodyLost.class, answer.body()::readAllBytes)));
        awaitWaiting(reader);

        how.end(exchange, reader);

        assertEquals(Loss.ABORTED, end.get(5, TimeUnit.SECONDS).reason());
        assertTrue(server.peer().seesTheClientLeave());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsALookup(How how) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        rig.resolving(name -> {
            asked.countDown();
            awaitQuietly(never);
            return List.of();
        });
        Running running = new Running(get("http://slow.example"));
        assertTrue(asked.await(10, TimeUnit.SECONDS));

        how.end(running.exchange, running.thread);

        assertEquals(NOT_SENT, running.outcome());
        never.countDown();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsAnAttemptToConnect(How how) throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertTrue(first.isConnected() && second.isConnected());
            String authority = "127.0.0.1:" + full.getLocalPort();
            rig.allowing(authority);
            Running running = new Running(get("http://" + authority));
            awaitConnections(1);
            awaitWaiting(running.thread);

            how.end(running.exchange, running.thread);

            assertEquals(NOT_SENT, running.outcome());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsAWaitForAFreeConnection(How how) throws Exception {
        HostileServer server = rig.serve(Answers.stopsAfter(HEAD));
        rig.with("max-connections", "1").with("max-connections-per-route", "1");
        StreamedAnswer held =
                answered(rig.egress().prepare(get(server), rig.egress().allowance()).open());
        Running running = new Running(get(server));
        awaitWaiting(running.thread);

        how.end(running.exchange, running.thread);

        assertEquals(NOT_SENT, running.outcome());
        held.body().close();
        awaitConnections(0);
    }

    @Test
    void doesNotBeginAfterAnAbort() throws Exception {
        HostileServer server = rig.serve(Answers.text("never"));
        Exchange exchange = rig.egress().prepare(get(server), rig.egress().allowance());
        exchange.abort();

        assertEquals(NOT_SENT, exchange.send());
        assertEquals(0, server.heads().size());
        assertEquals(0, rig.meters().get("parley.egress.connections.used").gauge().value());
    }

    @Test
    void ignoresAnAbortAfterTheEnd() {
        HostileServer server = rig.serve(Answers.text("hello"));
        Exchange exchange = rig.egress().prepare(get(server), rig.egress().allowance());
        answered(exchange.send());

        exchange.abort();

        assertEquals("hello", answered(rig.egress().send(get(server))).text());
        assertEquals(1, server.connections());
    }

    /** Nobody reads, nobody closes: the deadline frees the connection all the same. */
    @Test
    void freesTheConnectionOfAForgottenBodyAtTheDeadline() throws Exception {
        HostileServer server = rig.serve(Answers.stopsAfter(HEAD));
        Allowance allowance = rig.egress().allowance().withTotal(Duration.ofMillis(300));

        StreamedAnswer forgotten = answered(rig.egress().prepare(get(server), allowance).open());

        assertTrue(server.peer().seesTheClientLeave());
        awaitConnections(0);
        BodyLost lost = assertThrows(BodyLost.class, () -> forgotten.body().read());
        assertEquals(Loss.DEADLINE, lost.reason());
    }

    @Test
    void countsTheLookupIntoTheTime() {
        rig.resolving(name -> {
            awaitQuietly(new CountDownLatch(1));
            return List.of();
        });
        Allowance allowance = rig.egress().allowance().withTotal(Duration.ofMillis(200));

        Outcome<Answer> outcome =
                rig.egress().prepare(get("http://slow.example"), allowance).send();

        assertEquals(new Outcome.NotSent<Answer>(Unsent.DEADLINE), outcome);
    }

    static Stream<How> ways() {
        return Stream.of(How.values());
    }

    /** An exchange on a virtual thread. */
    private final class Running {

        private final Exchange exchange;
        private final CompletableFuture<Outcome<Answer>> end = new CompletableFuture<>();
        private final Thread thread;

        private Running(EgressRequest request) {
            Allowance patient = rig.egress().allowance().withTotal(Duration.ofMinutes(5));
            exchange = rig.egress().prepare(request, patient.withIdle(Duration.ofMinutes(5)));
            thread = Thread.ofVirtual().start(() -> end.complete(exchange.send()));
        }

        private Outcome<Answer> outcome() throws Exception {
            return end.get(5, TimeUnit.SECONDS);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitConnections(int count) {
        await(() -> rig.meters().get("parley.egress.connections.used").gauge().value() == count);
    }

    /** A virtual thread parks while it waits for a socket. */
    private static void awaitWaiting(Thread thread) {
        await(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static void await(BooleanSupplier condition) {
        TopicReader.await(Duration.ofSeconds(10), condition);
    }
}
