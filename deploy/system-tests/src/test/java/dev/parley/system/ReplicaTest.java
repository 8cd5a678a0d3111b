package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of conversation-service and of agent-service do what one would. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEASURED = 7;

    /** Half of what polling alone would take on average. */
    private static final Duration PROMPT = Duration.ofMillis(250);

    private final Suite suite;
    private final Api first;
    private final Daemon conversations;
    private final Daemon agents;

    ReplicaTest(Suite suite) {
        this.suite = suite;
        this.conversations = suite.secondInstance(ServiceName.CONVERSATION);
        this.agents = suite.secondInstance(ServiceName.AGENT);
        String tenant = "replica-" + UUID.randomUUID().toString().substring(0, 8);
        this.first =
                new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
    }

    @BeforeAll
    void startTheSecondReplicas() {
        Suite.inParallel(List.of(conversations, agents), Suite::start);
    }

    @AfterAll
    void stopTheSecondReplicas() {
        Suite.inParallel(List.of(conversations, agents), Daemon::stop);
    }

    @Test
    void streamsOnOneReplicaWhatWasPostedOnTheOtherAtOnce() {
        Conversation here = Conversation.create(first, "assistant");
        List<Duration> delays = new ArrayList<>();
        try (LiveStream there = here.at(conversations.endpoint()).follow()) {
            for (int i = 0; i < MEASURED; i++) {
                String run = here.post("What is " + i + " + 1?");
                long posted = System.nanoTime();
                there.await(PATIENCE, event -> event.run().equals(run));
                delays.add(Duration.ofNanos(System.nanoTime() - posted));
                there.await(PATIENCE, endOf(run));
            }
            LogRules.assertSame(here.logAfter(0), there.received());
        }
        LogRules.check(here, here.logAfter(0));
        Duration median = delays.stream().sorted().toList().get(MEASURED / 2);
        assertTrue(median.compareTo(PROMPT) < 0, "the delays were " + delays);
    }

    @Test
    void streamsOnTheOtherReplicaWithoutRedisToo() {
        Conversation here = Conversation.create(first, "assistant");
        try (LiveStream there = here.at(conversations.endpoint()).follow()) {
            here.ask("What is 1 + 1?");
            suite.infrastructure().redis().kill();
            String run = here.post("What is 20% of 50?");
            there.await(PATIENCE, endOf(run));
            LogRules.assertSame(here.logAfter(0), there.received());
        } finally {
            Suite.start(suite.infrastructure().redis());
        }
        LogRules.check(here, here.logAfter(0));
    }

    @Test
    void resumesOnTheOtherReplicaAfterEveryEvent() {
        Conversation here = Conversation.create(first, "assistant");
        here.ask("What is 18% of 2450?");
        List<ServerEvent> log = here.logAfter(0);
        Conversation there = here.at(conversations.endpoint());

        for (int seq = 0; seq <= log.size(); seq++) {
            assertEquals(log.subList(seq, log.size()), there.logAfter(seq), "after " + seq);
        }
        assertEquals("400", Integer.toString(refusedAfter(there, log.size() + 1L)));
    }

    @Test
    void answersMessagesPostedAtOnceOnBothReplicasOneAfterTheOther() throws Exception {
        Conversation here = Conversation.create(first, "assistant");
        Conversation there = here.at(conversations.endpoint());

        List<String> runs = postAtOnce(here, there, 20);

        List<ServerEvent> log = here.logOfEnded(20, PATIENCE);
        LogRules.check(here, log);
        assertEquals(20, runs.stream().distinct().count());
        assertEquals(
                List.copyOf(runs).stream().sorted().toList(),
                log.stream()
                        .filter(ServerEvent::isTerminal)
                        .map(ServerEvent::run)
                        .sorted()
                        .toList());
        assertEquals(40, here.messages().size());
    }

    private static List<String> postAtOnce(Conversation here, Conversation there, int count)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> posts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Conversation replica = i % 2 == 0 ? here : there;
                String question = "What is " + i + " + 100?";
                posts.add(threads.submit(() -> replica.post(question)));
            }
            List<String> runs = new ArrayList<>();
            for (Future<String> post : posts) {
                runs.add(post.get());
            }
            return runs;
        }
    }

    private static int refusedAfter(Conversation conversation, long seq) {
        return conversation
                .api()
                .get(conversation.path("/events?follow=false&after=" + seq))
                .status();
    }

    private static Predicate<ServerEvent> endOf(String run) {
        return event -> event.isTerminal() && event.run().equals(run);
    }
}
