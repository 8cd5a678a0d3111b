package dev.parley.system.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.suite.Suite;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person at the page, in a tenant of their own, whose browser notes everything strange. */
final class Visitor {

    private static final double PATIENCE_MILLIS = 45_000;
    private static final String NOTE_VIOLATIONS =
            "addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))";

    private static final String WRITE_HISTORY =
            """
            INSERT INTO message (conversation_id, seq, id, tenant, owner_id, run_id, role, author, content, metadata, created_at)
            SELECT ?, n, gen_random_uuid(), ?, 'ada', gen_random_uuid(), CASE n % 2 WHEN 1 THEN 'user' ELSE 'assistant' END,
                   'ada', 'message ' || n || ' of old', '{}', now()
            FROM generate_series(1, ?) AS n RETURNING 1
            """;

    private final Suite suite;
    private final Chromium chromium;
    private final String tenant = "page-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> strange = new CopyOnWriteArrayList<>();
    private @Nullable BrowserContext context;

    Visitor(Suite suite, Chromium chromium) {
        this.suite = suite;
        this.chromium = chromium;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    /** The page, signed in, on a desktop. */
    Page visit() {
        return visit(url(), new Browser.NewContextOptions().setViewportSize(1200, 800));
    }

    /** The page at an address, signed in, in a browser like this. */
    Page visit(String address, Browser.NewContextOptions options) {
        Page page = open(address, options);
        page.getByLabel("Access token").fill(token("user"));
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        return page;
    }

    /** The page as a stranger finds it. */
    Page open(String address, Browser.NewContextOptions options) {
        BrowserContext fresh =
                chromium.browser()
                        .newContext(
                                options.setPermissions(
                                        List.of("clipboard-read", "clipboard-write")));
        context = fresh;
        fresh.setDefaultTimeout(PATIENCE_MILLIS);
        fresh.addInitScript(NOTE_VIOLATIONS);
        Page page = fresh.newPage();
        watch(page, URI.create(address).getAuthority());
        page.navigate(address + "/");
        return page;
    }

    /** An agent whose model follows a script. */
    void agent(String name, String script, String... tools) {
        suite.model().script(tenant, script);
        String list = tools.length == 0 ? "" : "\"" + String.join("\",\"", tools) + "\"";
        new Api(suite.url(ServiceName.AGENT), token("admin"))
                .post(
                        "/v1/agents",
                        """
                        {"name": "%s", "model": "default/scripted", "instructions": "[script:%s]", "tools": [%s]}\
                        """
                                .formatted(name, tenant, list))
                .expect(201);
    }

    /** The name of the script's gate, which no other visitor has. */
    String gate() {
        return tenant;
    }

    void openGate() {
        suite.model().open(tenant);
    }

    /** Says something, to an agent if no conversation is open yet. */
    static void ask(Page page, String agent, String question) {
        page.getByLabel("Agent", new Page.GetByLabelOptions().setExact(true)).fill(agent);
        page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill(question);
        page.getByRole(AriaRole.BUTTON, named("Send")).click();
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    /** The last reply on the page. */
    static Locator reply(Page page) {
        return page.locator("article[data-role=assistant]").last();
    }

    /** Waits until the last reply is whole, and gives its text. */
    static String wholeReply(Page page) {
        PlaywrightAssertions.assertThat(reply(page))
                .hasAttribute("aria-busy", Pattern.compile("false"));
        return reply(page).locator(".body").textContent();
    }

    /** The conversation that the page has open, as the API shows it. */
    Conversation conversation(Page page) {
        return new Conversation(api(), URI.create(page.url()).getFragment());
    }

    Api api() {
        return new Api(url(), token("user"));
    }

    String url() {
        return suite.url(ServiceName.CONVERSATION);
    }

    String token(String role) {
        return suite.token(tenant, "ada", role);
    }

    /** Messages of long ago, which no run has to write first. */
    void writeHistory(Conversation conversation, int count) {
        UUID id =
                new UUID(
                        Long.parseUnsignedLong(conversation.id(), 5, 21, 16),
                        Long.parseUnsignedLong(conversation.id(), 21, 37, 16));
        suite.database(ServiceName.CONVERSATION).rows(WRITE_HISTORY, id, tenant, count);
        suite.database(ServiceName.CONVERSATION)
                .rows(
                        "UPDATE conversation SET message_count = ? WHERE id = ? RETURNING 1",
                        count,
                        id);
    }

    /** For who looks into a failure. */
    void takeAPicture(String name) {
        if (context != null) {
            Path file = Path.of("target", "pictures", "failed-" + name + ".png");
            context.pages()
                    .forEach(page -> page.screenshot(new Page.ScreenshotOptions().setPath(file)));
        }
    }

    void leave() {
        if (context != null) {
            context.close();
        }
    }

    /** Nothing was requested from elsewhere, no script failed, no rule of the page was broken. */
    void assertNothingStrangeHappened() {
        assertEquals(List.of(), strange);
    }

    private void watch(Page page, String home) {
        page.onPageError(error -> strange.add("error: " + error));
        page.onConsoleMessage(message -> {
            boolean policy =
                    message.text().contains("CSP:")
                            || message.text().contains("Content Security Policy");
            if (policy || message.type().equals("warning")) {
                strange.add(message.text());
            }
        });
        page.onDialog(dialog -> strange.add("dialog: " + dialog.message()));
        page.onRequest(request -> {
            URI uri = URI.create(request.url());
            if (!home.equals(uri.getAuthority()) && !"data".equals(uri.getScheme())) {
                strange.add("request: " + request.url());
            }
        });
    }
}
