package dev.parley.local.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.local.layout.SetupException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Chat chat;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        chat =
                new Chat(
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        () -> "the-token",
                        new PrintStream(shown, true, StandardCharsets.UTF_8),
                        Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAndShowsTheAnswer() throws InterruptedException {
        answers.add(new Answer(201, "{\"id\":\"conv_1\"}"));
        answers.add(new Answer(200, delta(3, "441") + event(4, "run.completed", "{}")));

        assertTrue(chat.ask(chat.begin("assistant"), "What is 18% of 2450?"));

        assertEquals("441\n", shown());
        assertEquals(
                List.of(
                        "POST /v1/conversations Bearer the-token - {\"agent\":\"assistant\"}",
                        "POST /v1/conversations/conv_1/messages Bearer the-token - {\"content\":\"What is 18% of 2450?\"}"),
                requests);
    }

    @Test
    void goesOnWhereABrokenStreamEnded() throws InterruptedException {
        answers.add(new Answer(200, delta(3, "It ") + delta(4, "is ")));
        answers.add(new Answer(200, delta(5, "441") + event(6, "run.completed", "{}")));

        assertTrue(chat.ask("conv_1", "?"));

        assertTrue(shown().startsWith("It is \n… "), shown());
        assertTrue(shown().endsWith("441\n"), shown());
        assertEquals("GET /v1/conversations/conv_1/events Bearer the-token 4 ", requests.get(1));
    }

    @Test
    void postsAgainAfterAServerErrorWithTheSameKey() throws InterruptedException {
        answers.add(new Answer(503, "{\"title\":\"Busy\",\"detail\":\"Come back.\"}"));
        answers.add(new Answer(200, event(2, "run.completed", "{}")));

        assertTrue(chat.ask("conv_1", "?"));

        assertTrue(shown().contains("Busy: Come back."), shown());
        assertEquals(requests.get(0), requests.get(1));
    }

    @Test
    void aFailedRunIsNoAnswer() throws InterruptedException {
        answers.add(new Answer(200, event(2, "run.failed", "{\"problem\":{\"title\":\"No\"}}")));

        assertFalse(chat.ask("conv_1", "?"));
    }

    @Test
    void aRefusalIsSaidInTheServicesWords() {
        answers.add(new Answer(404, "{\"title\":\"Not found\",\"detail\":\"No such agent.\"}"));

        SetupException refused = assertThrows(SetupException.class, () -> chat.begin("nobody"));

        assertEquals("Not found: No such agent.", refused.sentence());
    }

    @Test
    void withoutASuiteSaysHowToStartOne() {
        server.stop(0);

        SetupException refused = assertThrows(SetupException.class, () -> chat.begin("assistant"));

        assertTrue(refused.sentence().contains("./parley up"), refused.sentence());
    }

    @Test
    void readsQuestionsUntilTheEnd() throws Exception {
        answers.add(new Answer(200, delta(3, "one") + event(4, "run.completed", "{}")));
        answers.add(new Answer(200, delta(7, "two") + event(8, "run.completed", "{}")));

        chat.converse("conv_1", new BufferedReader(new StringReader("a\n\nb\n/quit\nc\n")), false);

        assertEquals("one\ntwo\n", shown());
        assertEquals(2, requests.size());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            requests.add(
                    "%s %s %s %s %s"
                            .formatted(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI(),
                                    exchange.getRequestHeaders().getFirst("Authorization"),
                                    lastId == null ? "-" : lastId,
                                    body));
            Answer answer = answers.remove();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String delta(int id, String text) {
        return event(id, "message.delta", "{\"text\":\"%s\"}".formatted(text));
    }

    private static String event(int id, String type, String data) {
        return "id: %d\nevent: %s\ndata: %s\n\n".formatted(id, type, data);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
