package dev.parley.agent.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.agent.context.ConversationServiceClient.MessagePage.Message;
import dev.parley.agent.model.Turn;
import dev.parley.contracts.id.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentTurnsTest {

    private static final RunId FIRST = RunId.next();
    private static final RunId SECOND = RunId.next();

    @Test
    void pairsEachQuestionWithItsReplyWhateverTheirOrder() {
        List<Message> messages =
                List.of(
                        new Message(1, "user", "one?", FIRST),
                        new Message(2, "user", "two?", SECOND),
                        new Message(3, "assistant", "one!", FIRST),
                        new Message(4, "assistant", "two!", SECOND));
        assertEquals(
                List.of(user("one?"), assistant("one!"), user("two?"), assistant("two!")),
                RecentTurns.of(messages, missing -> Map.of()));
    }

    @Test
    void looksUpTheRepliesThatAreStillOnTheirWay() {
        List<RunId> asked = new ArrayList<>();
        List<Turn> turns =
                RecentTurns.of(
                        List.of(new Message(1, "user", "one?", FIRST)),
                        missing -> {
                            asked.addAll(missing);
                            return Map.of(FIRST, "one!");
                        });
        assertEquals(List.of(FIRST), asked);
        assertEquals(List.of(user("one?"), assistant("one!")), turns);
    }

    @Test
    void leavesOutAReplyWhoseQuestionIsBeyondTheWindow() {
        assertTrue(
                RecentTurns.of(List.of(new Message(9, "assistant", "one!", FIRST)), m -> Map.of())
                        .isEmpty());
    }

    @Test
    void keepsTheNewestWithinTheBudget() {
        List<Message> messages =
                List.of(
                        new Message(1, "user", "old " + "x".repeat(60_000), FIRST),
                        new Message(2, "user", "new " + "x".repeat(60_000), SECOND));
        List<Turn> turns = RecentTurns.of(messages, missing -> Map.of());
        assertEquals(1, turns.size());
        assertTrue(((Turn.User) turns.getFirst()).text().startsWith("new"));
    }

    private static Turn user(String text) {
        return new Turn.User(text);
    }

    private static Turn assistant(String text) {
        return new Turn.Assistant(text, List.of());
    }
}
