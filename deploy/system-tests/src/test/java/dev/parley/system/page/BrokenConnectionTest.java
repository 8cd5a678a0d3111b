package dev.parley.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.system.page.Visitor.ask;
import static dev.parley.system.page.Visitor.reply;
import static dev.parley.system.page.Visitor.wholeReply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.parley.system.client.ServerEvent;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No word is lost and none is said twice, wherever the connection breaks. */
@ExtendWith(PageExtension.class)
class BrokenConnectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WORDS = 240;
    private static final int CUTS = 4;

    /** A few events' worth, so that many a cut goes through the middle of one. */
    private static final int BYTES_EACH = 9_001;

    /** Letters of one to four bytes, so that a cut may go through a letter, too. */
    private static final String TEXT =
            IntStream.range(0, WORDS)
                    .mapToObj(i -> "wörd" + i + (i % 7 == 0 ? "🙂" : ""))
                    .collect(Collectors.joining(" "));

    private final Visitor visitor;
    private final CuttingProxy proxy;

    BrokenConnectionTest(Visitor visitor) {
        this.visitor = visitor;
        this.proxy = new CuttingProxy(visitor.url());
    }

    @AfterEach
    void closeTheProxy() {
        proxy.close();
    }

    @Test
    void showsTheStoredReplyAfterTheServerWasAwayForHalfOfIt() {
        visitor.agent(
                "writer",
                "{\"steps\":[{\"text\":\"%s\",\"gate\":\"%s\",\"gate_after_tokens\":100}]}"
                        .formatted(TEXT, visitor.gate()));
        Page page = visitor.visit(proxy.url(), new Browser.NewContextOptions());
        ask(page, "writer", "write");
        assertThat(reply(page).locator(".body")).containsText("wörd99");

        proxy.goAway();
        assertThat(page.locator("#connection")).containsText("Reconnecting");
        visitor.openGate();
        awaitTheEndOfTheRun(page);
        proxy.comeBack();

        assertEquals(TEXT, wholeReply(page));
        assertThat(page.locator("#connection")).isEmpty();
    }

    @Test
    void showsTheStoredReplyAfterCutsInTheMiddleOfEventsAndLetters() {
        visitor.agent("writer", "{\"token_ms\":25,\"steps\":[{\"text\":\"%s\"}]}".formatted(TEXT));
        Page page = visitor.visit(proxy.url(), new Browser.NewContextOptions());
        ask(page, "writer", "write");
        assertThat(reply(page).locator(".body")).containsText("wörd0");

        proxy.cutAfter(BYTES_EACH, CUTS);

        assertEquals(TEXT, wholeReply(page));
        assertTrue(proxy.cuts() >= CUTS, "cuts: " + proxy.cuts());
        String stored = visitor.conversation(page).messages().getLast().path("content").asText();
        assertEquals(TEXT, stored);
    }

    private void awaitTheEndOfTheRun(Page page) {
        ServerEvent last = visitor.conversation(page).logOfEnded(1, PATIENCE).getLast();
        assertEquals("run.completed", last.type());
    }
}
