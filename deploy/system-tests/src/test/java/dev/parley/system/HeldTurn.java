package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.system.client.Conversation;
import dev.parley.system.client.LiveStream;
import dev.parley.system.client.LogRules;
import dev.parley.system.client.ServerEvent;
import dev.parley.system.suite.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A conversation whose messages were posted, and a client that reads along from the beginning. */
final class HeldTurn {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Conversation conversation;
    private final LiveStream stream;
    private final List<String> runs;
    private final List<ServerEvent> received = new ArrayList<>();

    HeldTurn(Conversation conversation, List<String> messages) {
        this.conversation = conversation;
        this.stream = conversation.followAfter(0);
        this.runs = messages.stream().map(conversation::post).toList();
    }

    /** The runs in the order in which their messages were accepted. */
    List<String> runs() {
        return runs;
    }

    /** Waits until the client has got an event of this type. */
    void await(String type) {
        stream.await(PATIENCE, event -> event.type().equals(type));
    }

    /** Breaks the stream, goes on after the last event that came whole, and awaits all ends. */
    void resumeToEnd() {
        stream.close();
        received.addAll(stream.received());
        long last = received.isEmpty() ? 0 : received.getLast().seq();
        long missing = runs.size() - ends(received);
        try (LiveStream resumed = conversation.followAfter(last)) {
            Await.until(
                    () -> "the ends of " + conversation.id() + ", has " + resumed.received(),
                    PATIENCE,
                    () -> ends(resumed.received()) >= missing);
            received.addAll(resumed.received());
        }
    }

    /** One reply to each message, in order, and the client saw exactly what the log holds. */
    void check() {
        List<ServerEvent> log = conversation.logAfter(0);
        LogRules.check(conversation, log);
        LogRules.assertSame(log, received);
        assertEquals(
                runs,
                log.stream().filter(ServerEvent::isTerminal).map(ServerEvent::run).toList(),
                "each run ends once, in the order of acceptance");
    }

    private static long ends(List<ServerEvent> events) {
        return events.stream().filter(ServerEvent::isTerminal).count();
    }
}
