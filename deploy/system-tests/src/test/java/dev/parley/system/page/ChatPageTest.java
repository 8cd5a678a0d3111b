package dev.parley.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.system.page.Visitor.ask;
import static dev.parley.system.page.Visitor.named;
import static dev.parley.system.page.Visitor.reply;
import static dev.parley.system.page.Visitor.wholeReply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person does with the page. */
@ExtendWith(PageExtension.class)
class ChatPageTest {

    private static final String QUESTION = "What is 18% of 2450?";

    private final Visitor visitor;

    ChatPageTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void streamsAnAnswerWithItsToolCallAsACard() {
        Page page = visitor.visit();

        ask(page, "assistant", QUESTION);

        assertTrue(wholeReply(page).contains("441"));
        Locator card = reply(page).locator("details.card");
        assertThat(card.locator("summary")).containsText("calculator → 441");
        assertThat(card.locator("dl")).isHidden();
        card.locator("summary").click();
        assertThat(card.locator("dl")).containsText("2450");
        Locator listed = page.locator("#conversations button[aria-current=true]");
        assertThat(listed).containsText(QUESTION);
    }

    @Test
    void showsTextWhileTheRestIsStillBeingWritten() {
        visitor.agent("slow", held("first half second half"));
        Page page = visitor.visit();

        ask(page, "slow", "go on");

        assertThat(reply(page).locator(".body")).hasText("first half");
        assertThat(reply(page)).hasAttribute("aria-busy", "true");
        visitor.openGate();
        assertEquals("first half second half", wholeReply(page));
        assertThat(page.locator("#announcer")).containsText("slow: first half second half");
    }

    @Test
    void stopsAnAnswerAndKeepsWhatWasSaid() {
        visitor.agent("slow", held("first half second half"));
        Page page = visitor.visit();
        ask(page, "slow", "go on");
        assertThat(reply(page).locator(".body")).hasText("first half");

        page.getByRole(AriaRole.BUTTON, named("Stop")).click();

        assertThat(reply(page).locator(".note")).containsText("not complete");
        assertEquals("first half", wholeReply(page));
        assertThat(page.getByRole(AriaRole.BUTTON, named("Stop"))).isHidden();
        visitor.openGate();
    }

    @Test
    void regeneratesAReplyAndGoesBackToTheFirst() {
        visitor.agent(
                "poet", "{\"steps\":[{\"text\":\"one\",\"times\":1,\"then\":{\"text\":\"two\"}}]}");
        Page page = visitor.visit();
        ask(page, "poet", "say something");
        assertEquals("one", wholeReply(page));

        reply(page).getByRole(AriaRole.BUTTON, within("Regenerate")).click();

        assertThat(reply(page).locator(".body")).hasText("two");
        assertThat(reply(page).locator(".version")).hasText("2/2");
        reply(page).getByRole(AriaRole.BUTTON, within("Previous version")).click();
        assertThat(reply(page).locator(".body")).hasText("one");
        assertThat(page.locator("article[data-role=assistant]")).hasCount(1);
    }

    @Test
    void editsAQuestionBesideTheFirst() {
        Page page = visitor.visit();
        ask(page, "assistant", QUESTION);
        assertTrue(wholeReply(page).contains("441"));
        Locator question = page.locator("article[data-role=user]");

        question.getByRole(AriaRole.BUTTON, within("Edit")).click();
        page.getByLabel("Edit message").fill("What is 6 times 7?");
        page.getByRole(AriaRole.BUTTON, named("Send again")).click();

        assertThat(reply(page).locator(".body")).containsText("42");
        assertThat(question).hasCount(1);
        assertThat(question.locator(".version")).hasText("2/2");
        question.getByRole(AriaRole.BUTTON, within("Previous version")).click();
        assertThat(reply(page).locator(".body")).containsText("441");
    }

    @Test
    void copiesTheTextAsItWasWritten() {
        visitor.agent("poet", "{\"steps\":[{\"text\":\"**bold** and `code`\"}]}");
        Page page = visitor.visit();
        ask(page, "poet", "say something");
        assertEquals("bold and code", wholeReply(page));

        reply(page).getByRole(AriaRole.BUTTON, within("Copy")).click();

        assertThat(page.locator("#announcer")).hasText("Copied.");
        assertEquals("**bold** and `code`", page.evaluate("() => navigator.clipboard.readText()"));
    }

    @Test
    void asksForATokenAgainWhenTheServerRefusesIt() {
        Page page = visitor.open(visitor.url(), new Browser.NewContextOptions());
        Locator box = page.getByRole(AriaRole.DIALOG);
        assertThat(box).isVisible();

        page.getByLabel("Access token").fill("not.a.token");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();

        assertThat(box).containsText("not valid");
        page.getByLabel("Access token").fill(visitor.token("user"));
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(box).isHidden();
        ask(page, "assistant", QUESTION);
        assertTrue(wholeReply(page).contains("441"));
        assertEquals(0, page.evaluate("() => localStorage.length"));
    }

    @Test
    void showsAReplyUnderWayToWhoOpensThePageInItsMiddle() {
        visitor.agent("slow", held("first half second half"));
        Page page = visitor.visit();
        ask(page, "slow", "go on");
        assertThat(reply(page).locator(".body")).hasText("first half");

        page.reload();

        assertThat(reply(page).locator(".body")).hasText("first half");
        visitor.openGate();
        assertEquals("first half second half", wholeReply(page));
        List<JsonNode> stored = visitor.conversation(page).messages();
        assertEquals("first half second half", stored.getLast().path("content").asText());
    }

    private String held(String text) {
        return "{\"steps\":[{\"text\":\"%s\",\"gate\":\"%s\",\"gate_after_tokens\":2}]}"
                .formatted(text, visitor.gate());
    }

    private static Locator.GetByRoleOptions within(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
