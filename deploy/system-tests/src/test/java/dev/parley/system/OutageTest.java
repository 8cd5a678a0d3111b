package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Redis and Kafka go away while people talk. */
@ExtendWith(SuiteExtension.class)
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration KAFKA_AWAY = Duration.ofSeconds(30);
    private static final int CONVERSATIONS = 8;
    private static final int MESSAGES = 40;

    private final Suite suite;
    private final String tenant = "outage-" + UUID.randomUUID().toString().substring(0, 8);
    private final Api api;

    OutageTest(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }

    @BeforeEach
    void createTheAgent() {
        suite.model()
                .script(
                        tenant,
                        """
                        {"steps": [{"tokens": 40, "text": "said in pieces ", "gate": "%s", "gate_after_tokens": 20}]}\
                        """
                                .formatted(tenant));
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post(
                        "/v1/agents",
                        """
                        {"name": "slow", "model": "default/scripted", "instructions": "[script:%s]"}\
                        """
                                .formatted(tenant))
                .expect(201);
    }

    @Test
    void streamsOnWhenRedisForgetsEverythingInMidReply() {
        Conversation conversation = Conversation.create(api, "slow");
        try (LiveStream stream = conversation.postAndStream("go on")) {
            stream.await(PATIENCE, event -> event.type().equals("message.delta"));
            suite.flushRedis();
            suite.model().open(tenant);
            LogRules.assertSame(conversation.logOfEnded(1, PATIENCE), stream.toEnd(PATIENCE));
        }
        LogRules.check(conversation, conversation.logAfter(0));
    }

    @Test
    void streamsOnWhenRedisDiesInMidReply() {
        Conversation conversation = Conversation.create(api, "slow");
        try (LiveStream stream = conversation.postAndStream("go on")) {
            stream.await(PATIENCE, event -> event.type().equals("message.delta"));
            suite.infrastructure().redis().kill();
            suite.model().open(tenant);
            LogRules.assertSame(conversation.logOfEnded(1, PATIENCE), stream.toEnd(PATIENCE));
        } finally {
            Suite.start(suite.infrastructure().redis());
        }
        LogRules.check(conversation, conversation.logAfter(0));
    }

    @Test
    void answersEverythingOnceThatWasAcceptedWhileKafkaWasAway() {
        List<Conversation> conversations =
                IntStream.range(0, CONVERSATIONS)
                        .mapToObj(i -> Conversation.create(api, "assistant"))
                        .toList();
        conversations.getFirst().ask("What is 1 + 1?");
        List<String> accepted = new ArrayList<>();
        suite.infrastructure().kafka().kill();
        long away = System.nanoTime() + KAFKA_AWAY.toNanos();
        for (int i = 0; i < MESSAGES; i++) {
            Conversation conversation = conversations.get(i % CONVERSATIONS);
            accepted.add(conversation.post("What is " + i + " + 1?"));
        }
        Await.until(
                () -> "Kafka to have been away long enough",
                KAFKA_AWAY.plusSeconds(5),
                () -> System.nanoTime() - away > 0);
        Suite.start(suite.infrastructure().kafka());

        int perConversation = MESSAGES / CONVERSATIONS;
        List<String> ended = new ArrayList<>();
        for (Conversation conversation : conversations) {
            boolean isFirst = conversation.equals(conversations.getFirst());
            int runs = isFirst ? perConversation + 1 : perConversation;
            List<ServerEvent> log = conversation.logOfEnded(runs, PATIENCE);
            LogRules.check(conversation, log);
            log.stream().filter(ServerEvent::isTerminal).map(ServerEvent::run).forEach(ended::add);
        }
        assertEquals(MESSAGES, accepted.stream().distinct().count());
        assertEquals(accepted.stream().sorted().toList(), ended.stream().skip(1).sorted().toList());
    }
}
