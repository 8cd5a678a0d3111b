package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.client.TornStream;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.LiveHeap;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One replica holds many streams, and loses nothing of any. */
@Tag("long")
@ExtendWith(SuiteExtension.class)
class ManyStreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int IDLE = 2_000;
    private static final int IDLE_CONVERSATIONS = 100;
    private static final long MOST_EXTRA_BYTES = 64L << 20;
    private static final int ACTIVE = 500;
    private static final int AT_ONCE = 16;
    private static final Semaphore STORED = new Semaphore(AT_ONCE);
    private static final int LONGEST_CONNECTION = 6_000;

    private final Suite suite;
    private final String tenant = "many-" + UUID.randomUUID().toString().substring(0, 8);
    private final Api api;

    ManyStreamsTest(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }

    @Test
    void holdsTwoThousandIdleStreamsInLittleMemory() throws Exception {
        Daemon replica = suite.process(ServiceName.CONVERSATION);
        List<Conversation> conversations = conversations(IDLE_CONVERSATIONS, "assistant");
        openAndClose(conversations);
        long before = LiveHeap.bytes(replica);

        List<LiveStream> streams = open(IDLE, conversations);
        try {
            long extra = LiveHeap.bytes(replica) - before;
            System.out.println(IDLE + " idle streams hold " + (extra >> 10) + " KiB of heap.");
            assertTrue(extra < MOST_EXTRA_BYTES, extra + " bytes for " + IDLE + " streams");
            String run = conversations.getLast().post("What is 1 + 1?");
            for (int i = IDLE_CONVERSATIONS - 1; i < IDLE; i += IDLE_CONVERSATIONS) {
                streams.get(i).await(PATIENCE, e -> e.isTerminal() && e.run().equals(run));
            }
        } finally {
            streams.forEach(LiveStream::close);
        }
    }

    /** Fills what is filled once: pools, caches, classes. */
    private void openAndClose(List<Conversation> conversations) throws Exception {
        open(IDLE / 2, conversations).forEach(LiveStream::close);
        Await.until(
                () -> "the closed streams to be forgotten",
                PATIENCE,
                () -> api.get("/q/metrics").body().contains("parley_stream_active 0.0"));
    }

    private static List<LiveStream> open(int count, List<Conversation> conversations)
            throws Exception {
        return inParallel(
                AT_ONCE,
                IntStream.range(0, count)
                        .<Callable<LiveStream>>mapToObj(
                                i -> () -> conversations.get(i % conversations.size()).follow())
                        .toList());
    }

    @Test
    void losesNoByteOfFiveHundredStreamsThatBreakAnywhere() throws Exception {
        createTheAgent();
        List<Conversation> conversations = conversations(ACTIVE, "fluent");
        long seed = new Random().nextLong();
        AtomicInteger ended = new AtomicInteger();
        List<Callable<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < ACTIVE; i++) {
            Conversation conversation = conversations.get(i);
            Random random = new Random(seed + i);
            readers.add(() -> readTorn(conversation, random, ended));
        }
        inParallel(AT_ONCE, conversations.stream().map(ManyStreamsTest::posting).toList());
        Thread forgetting = Thread.ofVirtual().start(() -> flushRedisMeanwhile(ended));

        int connections = inParallel(ACTIVE, readers).stream().mapToInt(n -> n).sum();

        forgetting.join(PATIENCE);
        assertTrue(connections > ACTIVE + ACTIVE / 2, connections + " connections, seed " + seed);
    }

    /** A few at a time: five hundred at the same instant are told to come back later. */
    private static Callable<String> posting(Conversation conversation) {
        return () -> conversation.post("go on");
    }

    private static int readTorn(Conversation conversation, Random random, AtomicInteger ended)
            throws Exception {
        TornStream stream = new TornStream(conversation, random, LONGEST_CONNECTION);
        List<ServerEvent> received = stream.toEndOfRun();
        ended.incrementAndGet();
        LogRules.assertGapless(1, received);
        assertEquals("run.completed", received.getLast().type());
        STORED.acquire();
        try {
            JsonNode reply = conversation.messages().getLast();
            assertEquals(reply.path("content").asText(), LogRules.streamedText(received));
        } finally {
            STORED.release();
        }
        return stream.connections();
    }

    private void flushRedisMeanwhile(AtomicInteger ended) {
        for (int part = 1; part <= 3; part++) {
            int enough = part * ACTIVE / 4;
            Await.until(() -> enough + " runs to end", PATIENCE, () -> ended.get() >= enough);
            suite.flushRedis();
        }
    }

    private List<Conversation> conversations(int count, String agent) throws Exception {
        return inParallel(
                AT_ONCE,
                IntStream.range(0, count)
                        .<Callable<Conversation>>mapToObj(
                                i -> () -> Conversation.create(api, agent))
                        .toList());
    }

    private void createTheAgent() {
        String script =
                "{\"token_ms\":5,\"steps\":[{\"tokens\":60,\"text\":\"Grüße aus 東京 🌸 und \"}]}";
        suite.model().script(tenant, script);
        String agent =
                "{\"name\":\"fluent\",\"model\":\"default/scripted\",\"instructions\":\"[script:%s]\"}";
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post("/v1/agents", agent.formatted(tenant))
                .expect(201);
    }

    private static <T> List<T> inParallel(int threads, List<Callable<T>> work) throws Exception {
        try (ExecutorService pool =
                Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
