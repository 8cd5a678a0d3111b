package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LogRules;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Edited messages and other replies stand beside what was there, and change nothing of it. */
@ExtendWith(SuiteExtension.class)
class BranchingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ASKED = "What is my name?";

    private final Conversation conversation;

    BranchingTest(Suite suite) {
        String tenant = "branches-" + UUID.randomUUID().toString().substring(0, 8);
        Api api = new Api(suite.url(ServiceName.CONVERSATION), suite.token(tenant, "ada", "user"));
        this.conversation = Conversation.create(api, "assistant");
    }

    @BeforeEach
    void introduceOurselves() {
        conversation.ask("My name is Grace.");
        assertTrue(LogRules.streamedText(conversation.ask(ASKED)).contains("Grace"));
    }

    @Test
    void editsBesideWhatWasThereAndRemembersOnlyTheBranch() {
        List<String> before = contents("&branch=0");
        String edited = idOf(0);

        edit(edited, "My name is Linus.");
        String answer = LogRules.streamedText(conversation.ask(ASKED));

        assertTrue(answer.contains("Linus"), answer);
        assertFalse(answer.contains("Grace"), answer);
        assertEquals(before, contents("&branch=0"));
        List<JsonNode> shown = conversation.messages();
        assertEquals(4, shown.size());
        assertEquals("My name is Linus.", shown.getFirst().path("content").asText());
        assertEquals(
                List.of(edited + " 0", shown.getFirst().path("id").asText() + " 1"),
                siblings(shown.getFirst()));
        assertEquals(siblings(shown.getFirst()), siblings(page("&branch=0").getFirst()));
    }

    @Test
    void goesOnInTheBranchThatIsMadeActive() {
        edit(idOf(0), "My name is Linus.");
        activate(0);
        assertEquals("My name is Grace.", contents("").getFirst());

        assertTrue(LogRules.streamedText(conversation.ask(ASKED)).contains("Grace"));
        assertEquals(6, conversation.messages().size());
        assertEquals(2, page("&branch=1").size());

        activate(1);
        assertEquals("My name is Linus.", contents("").getFirst());
        assertTrue(LogRules.streamedText(conversation.ask(ASKED)).contains("Linus"));
    }

    @Test
    void repliesOnceMoreBesideTheReplyThereIs() {
        String reply = idOf(3);
        String run =
                conversation
                        .api()
                        .post(conversation.path("/messages/" + reply + "/regenerate"), "{}")
                        .expect(202)
                        .text("/run/id");
        conversation.logOfEnded(3, PATIENCE);

        List<JsonNode> shown = conversation.messages();
        assertEquals(4, shown.size());
        JsonNode again = shown.getLast();
        assertEquals(run, again.path("run_id").asText());
        assertTrue(again.path("content").asText().contains("Grace"), again.toString());
        assertEquals(List.of(reply + " 0", again.path("id").asText() + " 1"), siblings(again));
        assertEquals(reply, page("&branch=0").getLast().path("id").asText());
    }

    @Test
    void pagesStayInTheBranchThatTheyBeganIn() {
        List<String> old = contents("&branch=0").reversed();
        JsonNode first = get("/messages?limit=1");
        edit(idOf(0), "My name is Linus.");

        List<String> read = new ArrayList<>();
        JsonNode next = first;
        while (true) {
            next.path("data").forEach(message -> read.add(message.path("content").asText()));
            if (!next.path("has_more").asBoolean()) {
                break;
            }
            next = get("/messages?limit=1&cursor=" + next.path("next_cursor").asText());
        }

        assertEquals(old, read);
        assertEquals(2, get("/messages?limit=50").path("data").size());
    }

    private void edit(String message, String content) {
        long ended = endedRuns();
        conversation
                .api()
                .post(
                        conversation.path("/messages"),
                        "{\"content\":\"%s\",\"edit_of\":\"%s\"}".formatted(content, message))
                .expect(202);
        conversation.logOfEnded(ended + 1, PATIENCE);
    }

    private long endedRuns() {
        return conversation.logAfter(0).stream().filter(event -> event.isTerminal()).count();
    }

    private void activate(int branch) {
        conversation
                .api()
                .send("PATCH", conversation.path(""), "{\"active_branch\":" + branch + '}')
                .expect(200);
        assertEquals(branch, get("").path("active_branch").asInt());
    }

    private String idOf(int index) {
        return conversation.messages().get(index).path("id").asText();
    }

    private List<String> contents(String query) {
        return page(query).stream().map(message -> message.path("content").asText()).toList();
    }

    private List<JsonNode> page(String query) {
        JsonNode data = get("/messages?order=asc" + query).path("data");
        return StreamSupport.stream(data.spliterator(), false).toList();
    }

    private JsonNode get(String path) {
        return conversation.api().get(conversation.path(path)).expect(200).json();
    }

    private static List<String> siblings(JsonNode message) {
        return StreamSupport.stream(message.path("siblings").spliterator(), false)
                .map(one -> one.path("id").asText() + " " + one.path("branch").asText())
                .toList();
    }
}
