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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Ten conversations with one agent that does what a script says, each with a client that streams.
 */
final class CrashRuns {

    static final int COUNT = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Suite suite;
    private final String name;
    private final String tenant;
    private final List<Conversation> conversations;
    private final List<LiveStream> streams = new ArrayList<>();
    private final List<List<ServerEvent>> received = new ArrayList<>();

    /**
     * Makes the agent and its conversations.
     *
     * @param name also the script's key
     */
    CrashRuns(Suite suite, String name, String script) {
        this.suite = suite;
        this.name = name;
        this.tenant = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        suite.model().script(name, script);
        String agent =
                "{\"name\":\"%1$s\",\"model\":\"default/scripted\",\"instructions\":\"[script:%1$s]\",\"tools\":[\"calculator\"]}"
                        .formatted(name);
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post("/v1/agents", agent)
                .expect(201);
        Api user = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
        this.conversations =
                IntStream.range(0, COUNT).mapToObj(i -> Conversation.create(user, name)).toList();
    }

    String name() {
        return name;
    }

    /** Two messages to each conversation, with a client that reads along. */
    void post() {
        for (Conversation conversation : conversations) {
            streams.add(conversation.followAfter(0));
            conversation.post("first");
            conversation.post("second");
        }
    }

    /** Waits until all first runs are at a point. */
    void await(String what, LongSupplier howMany) {
        Await.until(
                () -> COUNT + " runs " + what + ", are " + howMany.getAsLong(),
                PATIENCE,
                () -> howMany.getAsLong() >= COUNT);
    }

    /** Breaks the clients' streams, starts agent-service again, resumes and waits for all ends. */
    void finish() {
        for (LiveStream stream : streams) {
            received.add(new ArrayList<>(stream.received()));
            stream.close();
        }
        Suite.start(suite.process(ServiceName.AGENT));
        for (int i = 0; i < COUNT; i++) {
            received.get(i).addAll(resumed(conversations.get(i), received.get(i)));
        }
    }

    /** Every rule, for every conversation; and clients saw exactly what the log holds. */
    void check() {
        for (int i = 0; i < COUNT; i++) {
            List<ServerEvent> log = conversations.get(i).logAfter(0);
            LogRules.check(conversations.get(i), log);
            LogRules.assertSame(log, received.get(i));
            assertEquals(2, log.stream().filter(ServerEvent::isTerminal).count());
        }
    }

    /** How many events of a type all logs hold. */
    long count(String type) {
        return received.stream()
                .flatMap(List::stream)
                .filter(event -> event.type().equals(type))
                .count();
    }

    long running() {
        return suite.database(ServiceName.AGENT)
                .count("SELECT count(*) FROM run WHERE tenant = ? AND status = 'RUNNING'", tenant);
    }

    /** How many clients have seen text. */
    long streaming() {
        return streams.stream()
                .filter(stream ->
                        stream.received().stream()
                                .anyMatch(event -> event.type().equals("message.delta")))
                .count();
    }

    long journalledModelCalls() {
        return suite.database(ServiceName.AGENT)
                .count(
                        "SELECT count(*) FROM run_step WHERE tenant = ? AND call_index = -1",
                        tenant);
    }

    long executions() {
        return executedCalls().size();
    }

    /** The ledger's rows of tools that gave a result, each with the moment it was begun. */
    List<String> executedCalls() {
        return suite.database(ServiceName.TOOL)
                .rows(
                        "SELECT call_id, id, created_at FROM execution WHERE tenant = ? AND result IS NOT NULL",
                        tenant);
    }

    private static List<ServerEvent> resumed(Conversation conversation, List<ServerEvent> before) {
        long last = before.isEmpty() ? 0 : before.getLast().seq();
        long missing = 2 - before.stream().filter(ServerEvent::isTerminal).count();
        try (LiveStream stream = conversation.followAfter(last)) {
            Await.until(
                    () -> "the ends of " + conversation.id() + ", has " + stream.received(),
                    PATIENCE,
                    () ->
                            stream.received().stream().filter(ServerEvent::isTerminal).count()
                                    >= missing);
            return stream.received();
        }
    }
}
