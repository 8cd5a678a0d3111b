package dev.parley.system.openai;

import static dev.parley.system.openai.Door.AGENT;
import static dev.parley.system.openai.Door.scripted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stream that was read in part outlives every process: services, Kafka, Postgres and Redis. */
@Tag("long")
@ExtendWith(SuiteExtension.class)
class ResumeAfterRestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TEXT =
            "Half of this was read before, and the other half after nothing was left running.";

    private final Suite suite;
    private final Door door;

    ResumeAfterRestartTest(Suite suite) {
        this.suite = suite;
        door = Door.open(suite);
    }

    @Test
    void bringsTheRestOfAResponseThatWasCompleteBefore() {
        List<StreamedEvent> seen = readHalf();
        suite.model().open(door.tenant());
        String id = id(seen);
        awaitCompleted(id);
        List<StreamedEvent> before = StreamedEvent.all(door.client("ada"), id);

        suite.restartEverything();

        List<StreamedEvent> rest = rest(id, seen);
        assertEquals(before.subList(seen.size(), before.size()), rest);
        assertEquals(before.subList(0, seen.size()), seen);
        assertEquals(before, StreamedEvent.all(door.client("ada"), id));
    }

    @Test
    void bringsTheRestOfAResponseThatWasUnderWay() {
        List<StreamedEvent> seen = readHalf();
        String id = id(seen);

        suite.restartEverything();
        suite.model().open(door.tenant());

        List<StreamedEvent> rest = rest(id, seen);
        assertEquals(TEXT, StreamedEvent.text(seen) + StreamedEvent.text(rest));
        assertEquals(TEXT, StreamedEvent.said(rest.getLast().event().asCompleted().response()));
        assertTrue(seen.getLast().number() < rest.getFirst().number());
        assertEquals(rest, rest(id, seen));
    }

    /** Begins a response that is held in its middle, reads what there is and hangs up. */
    private List<StreamedEvent> readHalf() {
        String held =
                "{\"text\":\"%s\",\"gate\":\"%s\",\"gate_after_tokens\":8}"
                        .formatted(TEXT, door.tenant());
        List<StreamedEvent> seen =
                StreamedEvent.begunAndLeft(
                        door.client("ada"),
                        ResponseCreateParams.builder()
                                .model(AGENT)
                                .input(scripted(held))
                                .background(true)
                                .build());
        assertFalse(StreamedEvent.text(seen).isEmpty());
        assertFalse(StreamedEvent.text(seen).equals(TEXT));
        return seen;
    }

    /** Asked by a client that has no connection from before. */
    private List<StreamedEvent> rest(String id, List<StreamedEvent> seen) {
        return StreamedEvent.after(door.client("ada"), id, seen.getLast().number());
    }

    private void awaitCompleted(String id) {
        OpenAIClient client = door.client("ada");
        Await.until(
                () -> id + " is completed",
                PATIENCE,
                () ->
                        ResponseStatus.COMPLETED.equals(
                                client.responses().retrieve(id).status().orElseThrow()));
    }

    private static String id(List<StreamedEvent> seen) {
        return seen.getFirst().event().asCreated().response().id();
    }
}
