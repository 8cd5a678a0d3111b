package dev.parley.conversation.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunEvent;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnProgressTest {

    private static final RunId RUN = RunId.next();
    private static final ConversationId CONVERSATION = ConversationId.next();
    private static final String REPLY = "The answer, in several pieces, is forty-two.";

    private final List<LogEntry> log = new ArrayList<>();
    private Turn turn = fresh();

    @Test
    void anUndisturbedRunIsNeverReset() {
        take(1, 0, started(1, ""));
        take(1, 1, new RunActivity.Delta(0, "The "));
        take(1, 2, new RunActivity.Delta(4, "end."));
        take(1, 3, completed("The end."));
        assertEquals(
                List.of(EventType.RUN_STARTED, EventType.MESSAGE_DELTA, EventType.MESSAGE_DELTA),
                log.stream().map(LogEntry::type).toList());
        assertEquals("The end.", streamedText());
    }

    @Test
    void whatIsNotNewerIsNotExpected() {
        take(2, 5, started(2, ""));
        assertFalse(turn.expects(2, 5));
        assertFalse(turn.expects(2, 4));
        assertFalse(turn.expects(1, 99));
    }

    @Test
    void nothingIsExpectedAfterTheEnd() {
        take(1, 0, completed("done"));
        assertFalse(turn.expects(1, 1));
        assertFalse(turn.expects(2, 0));
    }

    @Test
    void aNewAttemptVoidsWhatTheBrokenOneStreamedButKeepsFinishedSteps() {
        take(1, 0, started(1, ""));
        take(1, 1, new RunActivity.Delta(0, "Let me see."));
        take(1, 2, new RunActivity.Delta(11, " Half an ans"));
        take(2, 0, started(2, "Let me see."));
        assertEquals("Let me see.", streamedText());
        take(2, 1, new RunActivity.Delta(11, " 42."));
        take(2, 2, completed("Let me see. 42."));
        assertEquals("Let me see. 42.", streamedText());
    }

    @Test
    void aToolEventThatASuccessorRepeatsIsLoggedOnce() {
        CallId call = new CallId(RUN, 0, 0);
        RunActivity called =
                new RunActivity.ToolCalled(
                        call, "calculator", JsonNodeFactory.instance.objectNode(), false);
        take(1, 0, called);
        take(2, 0, called);
        assertEquals(
                1,
                log.stream().filter(entry -> entry.type().equals(EventType.TOOL_CALLED)).count());
    }

    /**
     * Whatever is lost, repeated or cut short on the way: what was streamed since the last reset is
     * the stored reply.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theDeltasAlwaysAddUpToTheReply(int round) {
        for (int seed = round * 10_000; seed < round * 10_000 + 3_000; seed++) {
            log.clear();
            turn = fresh();
            disturbedRun(new Random(seed));
            assertEquals(REPLY, streamedText(), "seed " + seed);
        }
    }

    private static Turn fresh() {
        return new Turn(
                RUN,
                "acme",
                CONVERSATION,
                0,
                null,
                null,
                0,
                -1,
                0,
                false,
                Set.of(),
                TurnStatus.OPEN);
    }

    @Test
    void aCancelledRunKeepsWhatItHadSaid() {
        take(1, 0, started(1, ""));
        take(1, 1, new RunActivity.Delta(0, "The "));
        TurnChange change =
                TurnProgress.apply(
                        turn,
                        event(1, 2, new RunActivity.Cancelled("a", "The ", List.of(), Usage.NONE)));
        TurnChange.Reply reply = Objects.requireNonNull(change.reply());
        assertEquals("incomplete", reply.status());
        assertEquals(EventType.RUN_CANCELLED, reply.terminal());
        assertEquals(List.of(), change.entries());
        assertEquals(TurnStatus.CANCELLED, change.turn().status());
    }

    @Test
    void aRunThatIsCancelledBeforeItSaidAnythingLeavesNoReply() {
        TurnChange change =
                TurnProgress.apply(
                        turn,
                        event(1, 0, new RunActivity.Cancelled("a", "", List.of(), Usage.NONE)));
        assertNull(change.reply());
        assertEquals(
                List.of(EventType.RUN_CANCELLED),
                change.entries().stream().map(LogEntry::type).toList());
    }

    @Test
    void aFailedRunTakesBackWhatItHadSaid() {
        take(1, 0, started(1, ""));
        take(1, 1, new RunActivity.Delta(0, "The "));
        take(1, 2, failed());
        assertEquals("", streamedText());
        assertEquals(
                List.of(EventType.MESSAGE_RESET, EventType.RUN_FAILED),
                log.subList(log.size() - 2, log.size()).stream().map(LogEntry::type).toList());
    }

    @Test
    void aRunThatFailsBeforeItSaidAnythingTakesNothingBack() {
        take(1, 0, started(1, ""));
        take(1, 1, failed());
        assertEquals(
                List.of(EventType.RUN_STARTED, EventType.RUN_FAILED),
                log.stream().map(LogEntry::type).toList());
    }

    private static RunActivity.Failed failed() {
        return new RunActivity.Failed(
                "a", new RunProblem("worker-lost", "Lost", "Lost."), List.of(), Usage.NONE);
    }

    private void disturbedRun(Random random) {
        int epochs = 1 + random.nextInt(3);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            int index = 0;
            offer(random, epoch, index++, started(epoch, ""));
            int at = 0;
            while (at < REPLY.length() && (epoch == epochs || random.nextInt(8) > 0)) {
                int end = Math.min(REPLY.length(), at + 1 + random.nextInt(9));
                offer(random, epoch, index++, new RunActivity.Delta(at, REPLY.substring(at, end)));
                at = end;
                if (random.nextInt(12) == 0) {
                    offer(random, epoch, index++, new RunActivity.Reset(""));
                    at = 0;
                }
            }
            if (epoch == epochs) {
                take(epoch, index, completed(REPLY));
            }
        }
    }

    /** Delivers an event once, twice or not at all. */
    private void offer(Random random, int epoch, int index, RunActivity activity) {
        int times = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2);
        for (int i = 0; i < times; i++) {
            take(epoch, index, activity);
        }
    }

    private void take(int epoch, int index, RunActivity activity) {
        if (!turn.expects(epoch, index)) {
            return;
        }
        TurnChange change = TurnProgress.apply(turn, event(epoch, index, activity));
        turn = change.turn();
        log.addAll(change.entries());
    }

    private static RunEvent event(int epoch, int index, RunActivity activity) {
        return new RunEvent(1, "acme", CONVERSATION, RUN, epoch, index, Instant.EPOCH, activity);
    }

    private String streamedText() {
        StringBuilder text = new StringBuilder();
        for (LogEntry entry : log) {
            if (entry.type().equals(EventType.MESSAGE_RESET)) {
                text.setLength(0);
            } else if (entry.type().equals(EventType.MESSAGE_DELTA)) {
                text.append(textOf(entry));
            }
        }
        return text.toString();
    }

    private static String textOf(LogEntry entry) {
        try {
            return EventJson.mapper().readTree(entry.data()).path("text").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static RunActivity started(int attempt, String reply) {
        return new RunActivity.Started("assistant", 1, attempt, reply);
    }

    private static RunActivity completed(String reply) {
        return new RunActivity.Completed("assistant", reply, List.of(), Usage.NONE);
    }
}
