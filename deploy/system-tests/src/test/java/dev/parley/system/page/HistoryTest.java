package dev.parley.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.system.page.Visitor.ask;
import static dev.parley.system.page.Visitor.named;
import static dev.parley.system.page.Visitor.reply;
import static dev.parley.system.page.Visitor.wholeReply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.system.client.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Conversations that are longer than a page should hold at once. */
@ExtendWith(PageExtension.class)
class HistoryTest {

    private static final int MESSAGES = 460;
    private static final int MOST_SHOWN = 200;
    private static final String LAST = "message " + MESSAGES + " of old";

    private final Visitor visitor;

    HistoryTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void readsOlderMessagesAsTheyAreScrolledToAndShowsABoundedNumber() {
        Page page = openALongConversation();
        Locator shown = page.locator("#messages > li");
        assertThat(shown.last()).containsText(LAST);
        assertTrue(shown.count() < MESSAGES / 2, "a page only, not " + shown.count());

        for (int scrolls = 0; scrolls < 100 && !seesTheFirst(page); scrolls++) {
            page.locator("#scroller").evaluate("e => e.scrollTop = 0");
            page.waitForLoadState();
            assertTrue(shown.count() <= MOST_SHOWN);
            page.evaluate("() => new Promise(requestAnimationFrame)");
        }

        assertThat(shown.first()).containsText("message 1 of old");
        page.getByRole(AriaRole.BUTTON, named("Newest messages")).click();
        assertThat(shown.last()).containsText(LAST);
        assertThat(shown.last()).isInViewport();
    }

    @Test
    void keepsTheReadersPlaceWhileOlderMessagesComeAndAnAnswerIsWritten() {
        Page page = openALongConversation();
        Locator place = page.getByText("message 413 of old", exactly());
        place.scrollIntoViewIfNeeded();
        assertThat(page.locator("#messages > li").first()).containsText("message 361 of old");
        assertThat(place).isInViewport();
        double top = place.boundingBox().y;

        ask(page, "assistant", "What is 6 times 7?");

        assertThat(reply(page).locator(".body")).containsText("42");
        wholeReply(page);
        assertEquals(top, place.boundingBox().y, 2);
        assertThat(reply(page)).not().isInViewport();
    }

    private Page openALongConversation() {
        Conversation conversation = Conversation.create(visitor.api(), "assistant");
        visitor.writeHistory(conversation, MESSAGES);
        Page page = visitor.visit();
        page.locator("#conversations button").click();
        assertThat(page.locator("#messages > li").last()).isInViewport();
        return page;
    }

    private static boolean seesTheFirst(Page page) {
        return page.getByText("message 1 of old", exactly()).count() > 0;
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
