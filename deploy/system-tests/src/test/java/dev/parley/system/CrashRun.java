package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.jspecify.annotations.Nullable;

/**
 * A conversation with an agent of its own that does what a script says, and a client that streams.
 */
final class CrashRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SCRIPTED =
            """
            {"name": "scripted", "model": "default/scripted", "instructions": "[script:%s]", "tools": ["calculator"]}\
            """;

    private final Suite suite;
    private final String tenant;
    private final Conversation conversation;
    private final List<ServerEvent> received = new ArrayList<>();
    private @Nullable LiveStream stream;

    /**
     * Makes the agent and the conversation.
     *
     * @param script with the name of its gate left open, which is {@link #name()}
     */
    CrashRun(Suite suite, String point, String script) {
        this.suite = suite;
        this.tenant = point + "-" + UUID.randomUUID().toString().substring(0, 8);
        suite.model().script(tenant, script.formatted(tenant));
        new Api(suite.url(ServiceName.AGENT), suite.token(tenant, "ada", "admin"))
                .post("/v1/agents", SCRIPTED.formatted(tenant))
                .expect(201);
        Api user = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
        this.conversation = Conversation.create(user, "scripted");
    }

    /** Also the tenant, the script's key and its gate. */
    String name() {
        return tenant;
    }

    /** Two messages, with a client that reads along. */
    void post() {
        stream = conversation.followAfter(0);
        conversation.post("first");
        conversation.post("second");
    }

    /** Waits until something can be counted of the first run. */
    void await(String what, LongSupplier howMany) {
        Await.until(
                () -> "the run of " + tenant + " " + what, PATIENCE, () -> howMany.getAsLong() > 0);
    }

    /** Which process holds the first run; the second cannot be held before the first has ended. */
    String holder() {
        return suite.database(ServiceName.AGENT)
                .rows("SELECT owner FROM run WHERE tenant = ? AND status = 'RUNNING'", tenant)
                .getFirst();
    }

    /**
     * Breaks the client's stream, resumes it after the last event that came, and awaits both ends.
     */
    void resume() {
        try (LiveStream broken = streaming()) {
            received.addAll(broken.received());
        }
        long last = received.isEmpty() ? 0 : received.getLast().seq();
        long missing = 2 - received.stream().filter(ServerEvent::isTerminal).count();
        try (LiveStream resumed = conversation.followAfter(last)) {
            Await.until(
                    () -> "the ends of " + conversation.id() + ", has " + resumed.received(),
                    PATIENCE,
                    () -> ends(resumed.received()) >= missing);
            received.addAll(resumed.received());
        }
    }

    /**
     * One end each, in order, the streamed text is the stored reply, and the client saw exactly
     * what the log holds; and it was the kill that made another attempt necessary.
     */
    void check() {
        List<ServerEvent> log = conversation.logAfter(0);
        LogRules.check(conversation, log);
        LogRules.assertSame(log, received);
        assertEquals(2, ends(log));
        assertTrue(claims() >= 2, "a successor went on");
    }

    /** How many events of a type the client got. */
    long count(String type) {
        return received.stream().filter(event -> event.type().equals(type)).count();
    }

    /** Whether a worker has the first run: 1 if one has. */
    long running() {
        return suite.database(ServiceName.AGENT)
                .count("SELECT count(*) FROM run WHERE tenant = ? AND status = 'RUNNING'", tenant);
    }

    /** How many pieces of text the client has seen. */
    long deltas() {
        return streaming().received().stream()
                .filter(event -> event.type().equals("message.delta"))
                .count();
    }

    long journalled(int callIndex) {
        return suite.database(ServiceName.AGENT)
                .count(
                        "SELECT count(*) FROM run_step WHERE tenant = ? AND call_index = ?",
                        tenant,
                        callIndex);
    }

    /** The ledger's rows of tools that gave a result, each with the moment it was begun. */
    List<String> executedCalls() {
        return suite.database(ServiceName.TOOL)
                .rows(
                        "SELECT call_id, id, created_at FROM execution WHERE tenant = ? AND result IS NOT NULL",
                        tenant);
    }

    private long claims() {
        return suite.database(ServiceName.AGENT)
                .count("SELECT max(epoch) FROM run WHERE tenant = ?", tenant);
    }

    private LiveStream streaming() {
        if (stream == null) {
            throw new IllegalStateException("nothing was posted yet");
        }
        return stream;
    }

    private static long ends(List<ServerEvent> events) {
        return events.stream().filter(ServerEvent::isTerminal).count();
    }
}
