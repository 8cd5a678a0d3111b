package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs are stopped, and what they had said by then is kept. */
@ExtendWith(SuiteExtension.class)
class CancelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CONVERSATIONS = 60;
    private static final Duration MAX_DELAY = Duration.ofMillis(100);

    private final Suite suite;
    private final String tenant = "cancel-" + UUID.randomUUID().toString().substring(0, 8);
    private final Api api;

    CancelTest(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }

    @BeforeEach
    void createTheAgent() {
        String script =
                "{\"steps\":[{\"tokens\":40,\"text\":\"said in pieces \",\"gate\":\"%s\",\"gate_after_tokens\":20}]}";
        suite.model().script(tenant, script.formatted(tenant));
        String agent =
                "{\"name\":\"slow\",\"model\":\"default/scripted\",\"instructions\":\"[script:%s]\"}";
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post("/v1/agents", agent.formatted(tenant))
                .expect(201);
    }

    @Test
    void stopsTheRunningOneAndThoseThatWaitAndGoesOnAfterwards() {
        Conversation conversation = Conversation.create(api, "slow");
        String running = conversation.post("go on");
        awaitDelta(conversation);
        List<String> waiting = List.of(conversation.post("and"), conversation.post("so on"));

        assertEquals(3, cancel(conversation).path("runs").size());

        List<ServerEvent> log = conversation.logOfEnded(3, PATIENCE);
        LogRules.assertGapless(1, log);
        keepsWhatWasSaid(conversation, running, log);
        for (String run : waiting) {
            assertEquals(
                    List.of("message.created", "run.queued", "run.cancelled"),
                    LogRules.ofRun(run, log).stream().map(ServerEvent::type).toList());
        }
        suite.model().open(tenant);
        assertEquals("run.completed", conversation.ask("once more").getLast().type());
        assertEquals(2, suite.model().requests(tenant), "runs that called the model");
    }

    @Test
    void doesNothingWhenAskedAgain() {
        Conversation conversation = Conversation.create(api, "slow");
        String run = conversation.post("go on");
        awaitDelta(conversation);
        cancel(conversation);
        cancel(conversation);
        conversation.logOfEnded(1, PATIENCE);

        assertEquals(0, cancel(conversation).path("runs").size());
        suite.model().open(tenant);
        conversation.ask("once more");

        List<ServerEvent> log = conversation.logAfter(0);
        keepsWhatWasSaid(conversation, run, log);
        assertEquals(2, log.stream().filter(ServerEvent::isTerminal).count());
    }

    @Test
    void stopsARunWithoutRedis() {
        Conversation conversation = Conversation.create(api, "slow");
        String run = conversation.post("go on");
        awaitDelta(conversation);
        suite.infrastructure().redis().kill();
        try {
            cancel(conversation);
            keepsWhatWasSaid(conversation, run, conversation.logOfEnded(1, PATIENCE));
        } finally {
            Suite.start(suite.infrastructure().redis());
        }
    }

    /**
     * The model never ends: what ends these runs is that they were cancelled, at whatever moment.
     */
    @Test
    void stopsARunAtAnyMoment() {
        long seed = System.nanoTime();
        System.out.println("Seed of the moments: " + seed);
        Random random = new Random(seed);
        List<Conversation> conversations =
                Stream.generate(() -> Conversation.create(api, "slow"))
                        .limit(CONVERSATIONS)
                        .toList();
        for (Conversation conversation : conversations) {
            conversation.post("go on");
            conversation.post("and");
            LockSupport.parkNanos(random.nextLong(MAX_DELAY.toNanos()));
            cancel(conversation);
        }
        for (Conversation conversation : conversations) {
            List<ServerEvent> log = conversation.logOfEnded(2, PATIENCE);
            LogRules.assertGapless(1, log);
            assertEquals(
                    List.of("run.cancelled", "run.cancelled"),
                    log.stream().filter(ServerEvent::isTerminal).map(ServerEvent::type).toList());
        }
    }

    private static void keepsWhatWasSaid(
            Conversation conversation, String run, List<ServerEvent> log) {
        List<ServerEvent> own = LogRules.ofRun(run, log);
        assertEquals("run.cancelled", own.getLast().type());
        String streamed = LogRules.streamedText(own);
        assertFalse(streamed.isEmpty());
        List<JsonNode> replies =
                conversation.messages().stream()
                        .filter(message -> message.path("role").asText().equals("assistant"))
                        .filter(message -> message.path("run_id").asText().equals(run))
                        .toList();
        assertEquals(1, replies.size());
        assertEquals("incomplete", replies.getFirst().path("status").asText());
        assertEquals(streamed, replies.getFirst().path("content").asText());
    }

    private static void awaitDelta(Conversation conversation) {
        try (LiveStream stream = conversation.followAfter(0)) {
            stream.await(PATIENCE, event -> event.type().equals("message.delta"));
        }
    }

    private static JsonNode cancel(Conversation conversation) {
        return conversation.api().post(conversation.path("/cancel"), "{}").expect(202).json();
    }
}
