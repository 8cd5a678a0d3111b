package dev.parley.tool.builtin.web;

import static dev.parley.tool.builtin.Calls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.builtin.Calls;
import dev.parley.tool.builtin.RemoteTool;
import dev.parley.tool.egress.EgressRig;
import dev.parley.tool.invocation.ToolFailure;
import dev.parley.tool.testing.Answers;
import dev.parley.tool.testing.HostileServer;
import dev.parley.tool.testing.HostileServer.Behaviour;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetchTest {

    private final EgressRig rig = new EgressRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void readsAPageAsAReaderDoes() throws ToolFailure {
        String page =
                """
                <html><head><title>The  title</title><style>p{}</style><script>alert('canary')</script></head>
                <body><h1>Head</h1><p>One&nbsp;<b>bold</b>
                   word.</p><ul><li>first<li>second</ul><table><tr><td>a</td><td>b</td></tr></table>
                <p hidden>canary</p><p style="Display : none">canary</p><div aria-hidden="true">canary</div>
                <!-- canary --><template>canary</template><noscript>canary</noscript></body></html>
                """;
        JsonNode told = fetch(html(page, "text/html; charset=utf-8"));

        assertEquals("The title", told.path("title").asText());
        assertEquals("Head\nOne bold word.\n- first\n- second\na b", told.path("text").asText());
        assertEquals("text/html", told.path("content_type").asText());
        assertFalse(told.path("truncated").asBoolean());
    }

    @Test
    void readsJsonAndTextAsTheyAre() throws ToolFailure {
        assertEquals(
                "{\"a\":1}",
                fetch(html("{\"a\":1}", "application/problem+json")).path("text").asText());
        JsonNode told =
                fetch(
                        Answers.whole(
                                "404 Not Found",
                                "Content-Type: text/plain; charset=iso-8859-1\r\n",
                                new byte[] {(byte) 0xE9, 0}));
        assertEquals(404, told.path("status").asInt());
        assertEquals("é\uFFFD", told.path("text").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=no-such-thing",
        "text/html; charset=utf-16",
        "text/html; charset=x-JISAutoDetect",
        "text/html"
    })
    void bearsWrongCharsets(String contentType) throws ToolFailure {
        String page = "<meta charset=nonsense><p>hello é";

        assertTrue(fetch(html(page, contentType)).has("text"));
    }

    @Test
    void showsNoBinaries() throws ToolFailure {
        JsonNode told = fetch(html("%PDF", "application/pdf"));

        assertFalse(told.has("text"));
        assertTrue(told.path("note").asText().contains("not text"));
    }

    @Test
    void asksForTheHeadOnly() throws ToolFailure {
        HostileServer server = rig.serve(html("never", "text/plain"));

        JsonNode told = fetch(url(server).put("method", "HEAD"));

        assertEquals(200, told.path("status").asInt());
        assertFalse(told.has("text"));
        assertTrue(server.heads().getFirst().startsWith("HEAD / "));
    }

    @Test
    void saysWhoAnsweredInTheEnd() throws ToolFailure {
        HostileServer last = rig.serve(html("here", "text/plain"));
        HostileServer first = rig.serve(Answers.redirect(302, "http://" + last.authority() + "/x"));

        JsonNode told = fetch(url(first));

        assertEquals("http://" + last.authority() + "/x", told.path("url").asText());
        assertEquals("here", told.path("text").asText());
    }

    @Test
    void saysWhenThereIsMore() throws ToolFailure {
        HostileServer server = rig.serve(html("🙂".repeat(300), "text/plain; charset=utf-8"));
        JsonNode told = fetch(url(server).put("max_chars", 100));
        assertEquals("🙂".repeat(100), told.path("text").asText());
        assertTrue(told.path("truncated").asBoolean());

        JsonNode endless = fetch(url(rig.serve(endlessText())).put("max_chars", 100_000));
        assertEquals(100_000, endless.path("text").asText().length());
        assertTrue(endless.path("truncated").asBoolean());
    }

    @Test
    void isDoneWithHostilePagesInTime() {
        for (String page :
                new String[] {
                    "<div>".repeat(200_000),
                    "<b><i>".repeat(100_000) + "x",
                    "<table>".repeat(100_000),
                    "<a href=x><p>".repeat(60_000),
                    "<" + "a ".repeat(500_000),
                    "&#x1F600".repeat(100_000),
                    "<!--".repeat(200_000),
                    "<p style='display:none'>".repeat(40_000)
                }) {
            long start = System.nanoTime();
            PageText.of(page.getBytes(StandardCharsets.UTF_8), null);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(
                    took.compareTo(Duration.ofSeconds(15)) < 0, page.substring(0, 9) + " " + took);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "https://localhost/",
                "file:///etc/passwd",
                "http://127.1/",
                "https://example.com:22/"
            })
    void refusesAddressesBeforeAnythingIsSent(String url) {
        ToolFailure failure =
                assertThrows(
                        ToolFailure.class,
                        () ->
                                fetch().prepare(
                                                JsonNodeFactory.instance
                                                        .objectNode()
                                                        .put("url", url),
                                                Duration.ofSeconds(5)));
        assertEquals("address-refused", failure.code());
    }

    @Test
    void saysTheSameOfWhatIsForbiddenAndWhatDoesNotAnswer() {
        HostileServer closed = rig.serve(Answers.closesAtOnce());
        closed.close();
        ToolFailure forbidden = failure("http://10.0.0.1/");
        ToolFailure unreachable = failure("http://" + closed.authority() + "/");
        ToolFailure unknown = failure("http://nowhere.example/");

        assertEquals(forbidden.getMessage(), unreachable.getMessage());
        assertEquals(forbidden.getMessage(), unknown.getMessage());
    }

    @Test
    void saysWhatWentWrong() {
        assertEquals("answer-lost", failure(Answers.closesAtOnce()).code());
        String compressed = "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n";
        assertEquals(
                "answer-lost", failure(Answers.whole("200 OK", compressed, new byte[9])).code());
        assertEquals("answer-lost", failure(Answers.raw("nonsense")).code());
    }

    @Test
    void endsWithItsTimeAndWhenItIsAborted() throws Exception {
        HostileServer server = rig.serve(Answers.silence());
        ToolFailure late =
                assertThrows(
                        ToolFailure.class,
                        () -> fetch().prepare(url(server), Duration.ofMillis(200)).run());
        assertEquals("answer-lost", late.code());

        RemoteTool.Call call = fetch().prepare(url(server), Duration.ofMinutes(5));
        CompletableFuture<ToolFailure> end = new CompletableFuture<>();
        server.peer();
        Thread.ofVirtual().start(() -> end.complete(assertThrows(ToolFailure.class, call::run)));
        server.peer();
        call.abort();
        assertTrue(end.get(5, TimeUnit.SECONDS).code().matches("answer-lost|not-reached"));
    }

    private HttpFetch fetch() {
        return new HttpFetch(rig.egress());
    }

    private JsonNode fetch(Behaviour behaviour) throws ToolFailure {
        return fetch(url(rig.serve(behaviour)));
    }

    private JsonNode fetch(JsonNode arguments) throws ToolFailure {
        HttpFetch fetch = fetch();
        Calls.assertFits(fetch.inputSchema(), arguments);
        JsonNode told = fetch.prepare(arguments, Duration.ofSeconds(20)).run();
        Calls.assertFits(fetch.outputSchema().orElseThrow(), told);
        return told;
    }

    private ToolFailure failure(Behaviour behaviour) {
        return failure("http://" + rig.serve(behaviour).authority());
    }

    private ToolFailure failure(String url) {
        return assertThrows(ToolFailure.class, () -> fetch(json("{'url':'%s'}".formatted(url))));
    }

    private static ObjectNode url(HostileServer server) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("url", "http://" + server.authority() + "/");
    }

    private static Behaviour html(String body, String contentType) {
        return Answers.whole(
                "200 OK",
                "Content-Type: " + contentType + "\r\n",
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static Behaviour endlessText() {
        return peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            while (true) {
                peer.send("x".repeat(4096));
            }
        };
    }
}
