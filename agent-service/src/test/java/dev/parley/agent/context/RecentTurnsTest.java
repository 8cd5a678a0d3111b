package dev.parley.agent.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.agent.context.ConversationServiceClient.MessagePage.Call;
import dev.parley.agent.context.ConversationServiceClient.MessagePage.Message;
import dev.parley.agent.model.Turn;
import dev.parley.contracts.id.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentTurnsTest {

    private static final JsonNode ARGUMENTS = JsonNodeFactory.instance.objectNode();
    private static final RunId FIRST = RunId.next();
    private static final RunId SECOND = RunId.next();
    private static final RunId CURRENT = RunId.next();

    @Test
    void pairsEachQuestionWithItsReplyWhateverTheirOrder() {
        List<Message> messages =
                List.of(
                        new Message(1, "user", "one?", FIRST, null, null, null, null),
                        new Message(2, "user", "two?", SECOND, null, null, null, null),
                        new Message(3, "assistant", "one!", FIRST, null, null, "assistant", null),
                        new Message(4, "assistant", "two!", SECOND, null, null, "assistant", null));
        assertEquals(
                List.of(user("one?"), assistant("one!"), user("two?"), assistant("two!")),
                RecentTurns.of(messages, false, missing -> Map.of()));
    }

    @Test
    void looksUpTheRepliesThatAreStillOnTheirWay() {
        List<RunId> asked = new ArrayList<>();
        List<Turn> turns =
                RecentTurns.of(
                        List.of(new Message(1, "user", "one?", FIRST, null, null, null, null)),
                        false,
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
                RecentTurns.of(
                                List.of(
                                        new Message(
                                                9,
                                                "assistant",
                                                "one!",
                                                FIRST,
                                                null,
                                                null,
                                                "assistant",
                                                null)),
                                false,
                                m -> Map.of())
                        .isEmpty());
    }

    @Test
    void keepsTheNewestWithinTheBudget() {
        List<Message> messages =
                List.of(
                        new Message(
                                1,
                                "user",
                                "old " + "x".repeat(60_000),
                                FIRST,
                                null,
                                null,
                                null,
                                null),
                        new Message(
                                2,
                                "user",
                                "new " + "x".repeat(60_000),
                                SECOND,
                                null,
                                null,
                                null,
                                null));
        List<Turn> turns = RecentTurns.of(messages, false, missing -> Map.of());
        assertEquals(1, turns.size());
        assertTrue(((Turn.User) turns.getFirst()).text().startsWith("new"));
    }

    @Test
    void aReplyThatWasAskedForAgainStandsBehindItsQuestion() {
        List<Message> messages =
                List.of(
                        new Message(1, "user", "one?", FIRST, null, null, null, null),
                        new Message(
                                3, "assistant", "uno!", SECOND, FIRST, null, "assistant", null));
        assertEquals(
                List.of(user("one?"), assistant("uno!")),
                RecentTurns.of(messages, false, missing -> Map.of()));
    }

    @Test
    void aCallOfTheClientsToolComesWithTheOutputThatTheClientBrought() {
        List<Message> messages =
                List.of(
                        new Message(1, "user", "where?", FIRST, null, null, null, null),
                        new Message(
                                2,
                                "assistant",
                                "",
                                FIRST,
                                null,
                                null,
                                "assistant",
                                List.of(call("c1"))),
                        new Message(3, "tool", "Berlin", CURRENT, null, "c1", null, null));
        assertEquals(
                List.of(
                        user("where?"),
                        new Turn.Assistant("", List.of(new Turn.Call("c1", "where", ARGUMENTS))),
                        new Turn.ToolResult("c1", "where", "Berlin")),
                RecentTurns.of(messages, true, missing -> Map.of()));
    }

    @Test
    void aCallThatTheClientNeverAnsweredGetsAResultThatSaysSo() {
        List<Message> messages =
                List.of(
                        new Message(1, "user", "where?", FIRST, null, null, null, null),
                        new Message(
                                2,
                                "assistant",
                                "",
                                FIRST,
                                null,
                                null,
                                "assistant",
                                List.of(call("c1"))),
                        new Message(3, "user", "never mind", CURRENT, null, null, null, null));
        List<Turn> turns = RecentTurns.of(messages, true, missing -> Map.of());
        assertTrue(((Turn.ToolResult) turns.get(2)).content().contains("no output"));
        assertEquals(user("never mind"), turns.getLast());
    }

    @Test
    void anOutputWhoseCallIsBeyondTheWindowIsLeftOut() {
        List<Message> messages =
                List.of(
                        new Message(3, "tool", "Berlin", CURRENT, null, "c1", null, null),
                        new Message(4, "user", "so?", CURRENT, null, null, null, null));
        assertEquals(List.of(user("so?")), RecentTurns.of(messages, true, missing -> Map.of()));
    }

    private static Call call(String id) {
        return new Call(id, "where", ARGUMENTS, null, null);
    }

    private static Turn user(String text) {
        return new Turn.User(text);
    }

    private static Turn assistant(String text) {
        return new Turn.Assistant(text, List.of());
    }
}
