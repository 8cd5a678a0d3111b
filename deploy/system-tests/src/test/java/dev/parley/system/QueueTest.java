package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.Reply;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queue as those see it who post, and those who operate it. */
@ExtendWith(SuiteExtension.class)
class QueueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite;
    private final String tenant = "queue-" + UUID.randomUUID().toString().substring(0, 8);
    private final Api api;
    private final Api operations;

    QueueTest(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
        this.operations =
                new Api(
                        suite.url(ServiceName.AGENT),
                        suite.token("operations", "olga", "operator"));
    }

    /** One run of the tenant at a time, and each held in mid-answer until the gate opens. */
    @BeforeEach
    void oneAtATime() {
        String script = "{\"steps\":[{\"text\":\"done\",\"gate\":\"%s\"}]}";
        suite.model().script(tenant, script.formatted(tenant));
        String agent =
                "{\"name\":\"held\",\"model\":\"default/scripted\",\"instructions\":\"[script:%s]\"}";
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post("/v1/agents", agent.formatted(tenant))
                .expect(201);
        quota("{\"weight\":1,\"max_running\":1}");
    }

    @Test
    void servesTheMostUrgentFirstAndTellsThePlace() {
        begun();
        List<Conversation> waiting = new ArrayList<>();
        for (String priority : List.of("low", "normal", "critical")) {
            waiting.add(Conversation.create(api, "held"));
            post(waiting.getLast(), "\"priority\":\"" + priority + '"').expect(202);
        }
        awaitQueued(3);
        Conversation late = Conversation.create(api, "held");
        Await.until(
                () -> "a place behind the other three",
                PATIENCE,
                () -> {
                    JsonNode run =
                            post(late, "\"priority\":\"low\",\"on_busy\":\"interrupt\"")
                                    .expect(202)
                                    .json()
                                    .path("run");
                    return run.path("queue_position").asLong() >= 4
                            && run.path("estimated_wait_ms").isNumber();
                });

        suite.model().open(tenant);

        waiting.forEach(conversation -> conversation.logOfEnded(1, PATIENCE));
        assertEquals(
                List.of(waiting.get(2), waiting.get(1), waiting.get(0)),
                waiting.stream().sorted(Comparator.comparing(QueueTest::startOf)).toList());
    }

    @Test
    void refusesWhatIsTooMuchAndSaysWhenToComeBack() {
        quota("{\"weight\":1,\"max_running\":1,\"max_open\":3}");
        awaitALimit();
        Conversation conversation = Conversation.create(api, "held");
        for (int i = 0; i < 3; i++) {
            post(conversation, "\"priority\":\"normal\"").expect(202);
        }

        Reply refused = post(conversation, "\"priority\":\"critical\"").expect(429);

        assertEquals("queue-full", refused.text("/code"));
        assertTrue(Integer.parseInt(refused.header("Retry-After")) >= 1);
        suite.model().open(tenant);
        LogRules.assertGapless(1, conversation.logOfEnded(3, PATIENCE));
        post(conversation, "\"priority\":\"normal\"").expect(202);
        conversation.logOfEnded(4, PATIENCE);
    }

    @Test
    void refusesOrInterruptsWhereThatIsAskedFor() {
        Conversation conversation = begun();

        assertEquals(
                "conversation-busy",
                post(conversation, "\"on_busy\":\"reject\"").expect(409).text("/code"));
        String next = post(conversation, "\"on_busy\":\"interrupt\"").expect(202).text("/run/id");
        awaitEvent(conversation, "run.cancelled");
        suite.model().open(tenant);

        List<ServerEvent> log = conversation.logOfEnded(2, PATIENCE);
        LogRules.assertGapless(1, log);
        assertEquals("run.completed", LogRules.ofRun(next, log).getLast().type());
    }

    @Test
    void tellsWhoReadsHowTheWaitChanges() {
        Conversation first = begun();
        List<Conversation> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(Conversation.create(api, "held"));
            waiting.getLast().post("go on");
        }
        awaitQueued(3);
        Conversation last = waiting.getLast();
        try (LiveStream reader = last.followAfter(0)) {
            reader.await(PATIENCE, event -> isPlace(event, 3));
            waiting.getFirst().api().post(waiting.getFirst().path("/cancel"), "{}").expect(202);
            reader.await(PATIENCE, event -> isPlace(event, 2));
            suite.model().open(tenant);
            reader.await(PATIENCE, event -> event.type().equals("run.completed"));
        }
        first.logOfEnded(1, PATIENCE);
        LogRules.check(last, last.logAfter(0));
    }

    private static boolean isPlace(ServerEvent event, long place) {
        return event.type().equals("run.queued") && event.json().path("position").asLong() == place;
    }

    @Test
    void waitsWhileItsTenantIsPaused() {
        Api operator =
                new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "olga", "operator"));
        operator.post("/v1/queue/pause", "{}").expect(200);
        Conversation conversation = Conversation.create(api, "held");
        conversation.post("go on");
        awaitQueued(1);
        suite.model().open(tenant);

        operator.post("/v1/queue/resume", "{}").expect(200);

        assertEquals("run.completed", conversation.logOfEnded(1, PATIENCE).getLast().type());
    }

    private Conversation begun() {
        Conversation conversation = Conversation.create(api, "held");
        conversation.post("go on");
        awaitEvent(conversation, "run.started");
        return conversation;
    }

    private static void awaitEvent(Conversation conversation, String type) {
        Await.until(
                () -> type,
                PATIENCE,
                () -> conversation.logAfter(0).stream().anyMatch(it -> it.type().equals(type)));
    }

    private void quota(String quota) {
        operations.send("PUT", "/v1/queue/tenants/" + tenant, quota).expect(200);
    }

    private void awaitQueued(int runs) {
        Await.until(() -> runs + " runs that wait", PATIENCE, () -> queued() == runs);
    }

    private long queued() {
        long queued = 0;
        for (JsonNode lane : operations.get("/v1/queue").expect(200).json().path("lanes")) {
            if (lane.path("tenant").asText().equals(tenant)) {
                queued += lane.path("queued").asLong();
            }
        }
        return queued;
    }

    /** conversation-service learns of a limit within a second or two. */
    private void awaitALimit() {
        Conversation probe = Conversation.create(api, "held");
        List<Integer> answers = new ArrayList<>();
        Await.until(
                () -> "the limit to be known",
                PATIENCE,
                () -> {
                    answers.add(post(probe, "\"on_busy\":\"enqueue\"").status());
                    return answers.getLast() == 429;
                });
        probe.api().post(probe.path("/cancel"), "{}").expect(202);
        probe.logOfEnded(answers.size() - 1, PATIENCE);
    }

    private static Reply post(Conversation conversation, String more) {
        return conversation
                .api()
                .post(conversation.path("/messages"), "{\"content\":\"go on\"," + more + '}');
    }

    private static Instant startOf(Conversation conversation) {
        return conversation.logAfter(0).stream()
                .filter(event -> event.type().equals("run.started"))
                .map(event -> Instant.parse(event.json().path("at").asText()))
                .findFirst()
                .orElseThrow();
    }
}
