package dev.parley.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.system.page.Visitor.ask;
import static dev.parley.system.page.Visitor.named;
import static dev.parley.system.page.Visitor.reply;
import static dev.parley.system.page.Visitor.wholeReply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Light and dark, wide and narrow, with a keyboard only, and for who hears the page. */
@Tag("long")
@ExtendWith(PageExtension.class)
class LooksTest {

    private static final String QUESTION = "What is 18% of 2450?";
    private static final Path PICTURES = Path.of("target", "pictures");

    private final Visitor visitor;

    LooksTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void followsTheSystemsThemeUntilTheReaderChoosesOne() {
        Page page = visitor.visit(visitor.url(), dark());
        Object dark = ground(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertNotEquals(dark, ground(page));

        page.getByRole(AriaRole.BUTTON, named("Use the dark theme")).click();
        assertEquals(dark, ground(page));
        page.reload();
        assertEquals(dark, ground(page));
    }

    @Test
    void fitsAPhone() {
        visitor.agent(
                "poet",
                "{\"steps\":[{\"text\":\"%s\\n\\n```\\n%s\\n```\\n\\n| %s |\\n|---|\\n| 1 |\"}]}"
                        .formatted("long".repeat(60), "code ".repeat(60), "wide ".repeat(30)));
        Page page =
                visitor.visit(visitor.url(), dark().setViewportSize(360, 700).setHasTouch(true));
        page.getByRole(AriaRole.BUTTON, named("Conversations")).click();
        page.getByLabel("Agent", exactly()).fill("poet");
        page.getByRole(AriaRole.BUTTON, named("New conversation")).click();
        page.getByLabel("Message", exactly()).fill("say something");
        page.getByRole(AriaRole.BUTTON, named("Send")).click();
        wholeReply(page);

        assertNoSidewaysScroll(page);
        page.getByRole(AriaRole.BUTTON, named("Conversations")).click();
        assertThat(page.locator("#conversations")).isVisible();
        assertNoSidewaysScroll(page);
    }

    @Test
    void isUsableWithAKeyboardOnly() {
        Page page = visitor.open(visitor.url(), new Browser.NewContextOptions());
        page.keyboard().insertText(visitor.token("user"));
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();

        assertThat(page.getByLabel("Message", exactly())).isFocused();
        page.keyboard().type(QUESTION);
        page.keyboard().press("Enter");
        assertTrue(wholeReply(page).contains("441"));

        tabTo(page, "summary", "Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(reply(page).locator("dl")).isVisible();
        tabTo(page, "#skip", "Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Message", exactly())).isFocused();
        tabTo(page, ".conversation", "Shift+Tab");
        page.keyboard().press("Enter");
        assertTrue(wholeReply(page).contains("441"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void hasNoFaultThatAxeFinds(ColorScheme scheme) {
        Page page =
                visitor.open(visitor.url(), new Browser.NewContextOptions().setColorScheme(scheme));
        assertAccessible(page);
        page.getByLabel("Access token").fill(visitor.token("user"));
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertAccessible(page);
        ask(page, "assistant", QUESTION);
        wholeReply(page);
        reply(page).locator("summary").click();
        assertAccessible(page);
        page.setViewportSize(360, 700);
        page.getByRole(AriaRole.BUTTON, named("Conversations")).click();
        assertAccessible(page);
    }

    /** The pictures in the README are copies of these. */
    @Test
    void hasItsPictureTaken() {
        Page page = visitor.visit();
        ask(page, "assistant", "My name is Grace.");
        wholeReply(page);
        ask(page, "assistant", QUESTION);
        assertThat(reply(page)).containsText("441");
        wholeReply(page);
        reply(page).locator("summary").click();
        page.screenshot(picture("chat-light.png"));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.setViewportSize(360, 720);
        assertThat(reply(page).getByText("Regenerate")).isInViewport();
        page.screenshot(picture("chat-dark-phone.png"));
    }

    private static Page.ScreenshotOptions picture(String name) {
        return new Page.ScreenshotOptions().setPath(PICTURES.resolve(name));
    }

    private static Browser.NewContextOptions dark() {
        return new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Object ground(Page page) {
        return page.evaluate("() => getComputedStyle(document.body).backgroundColor");
    }

    private static void assertNoSidewaysScroll(Page page) {
        Object excess =
                page.evaluate(
                        "() => [document.documentElement, document.querySelector('#scroller'), document.querySelector('#sidebar')]"
                                + ".map(e => e.scrollWidth - e.clientWidth)");
        assertEquals(List.of(0, 0, 0), excess);
    }

    private static void tabTo(Page page, String selector, String key) {
        for (int i = 0; i < 40; i++) {
            if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError("No way to " + selector + " with " + key);
    }

    private static void assertAccessible(Page page) {
        List<String> faults =
                new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(rule -> rule.getId() + " " + rule.getNodes())
                                .toList();
        assertEquals(List.of(), faults);
    }
}
