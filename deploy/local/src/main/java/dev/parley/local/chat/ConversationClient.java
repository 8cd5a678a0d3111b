package dev.parley.local.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of conversation-service's API that a chat needs. */
final class ConversationClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final String url;
    private final Supplier<String> token;

    /**
     * @param token asked before each request, so that a long chat outlives its tokens
     */
    ConversationClient(String url, Supplier<String> token) {
        this.url = url;
        this.token = token;
    }

    /** Starts a conversation and gives its id. */
    String create(String agent) throws IOException, InterruptedException {
        HttpRequest request =
                request("/v1/conversations")
                        .timeout(TIMEOUT)
                        .POST(json(Map.of("agent", agent)))
                        .build();
        HttpResponse<Stream<String>> answer = send(request);
        try (Stream<String> body = answer.body()) {
            return JSON.readTree(body.collect(Collectors.joining("\n"))).path("id").asText();
        }
    }

    /**
     * Posts a message and streams what happens.
     *
     * @param key makes a repetition after a broken connection harmless
     */
    EventSource post(String conversation, String content, String key)
            throws IOException, InterruptedException {
        HttpRequest request =
                request("/v1/conversations/" + conversation + "/messages")
                        .header("Accept", "text/event-stream")
                        .header("Idempotency-Key", key)
                        .POST(json(Map.of("content", content)))
                        .build();
        return new EventSource(send(request).body());
    }

    /** Goes on after an event. */
    EventSource resume(String conversation, String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest request =
                request("/v1/conversations/" + conversation + "/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", lastEventId)
                        .GET()
                        .build();
        return new EventSource(send(request).body());
    }

    private HttpResponse<Stream<String>> send(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer;
        try {
            answer = http.send(request, BodyHandlers.ofLines());
        } catch (ConnectException e) {
            throw new StreamBrokenException("conversation-service does not answer on " + url);
        }
        if (answer.statusCode() / 100 == 2) {
            return answer;
        }
        try (Stream<String> body = answer.body()) {
            throw refused(answer.statusCode(), body.collect(Collectors.joining("\n")));
        }
    }

    /** A refusal that will not change by asking again is for the person; a 5xx may pass. */
    private static IOException refused(int status, String body) {
        String why = "The service answered with status " + status;
        try {
            JsonNode problem = JSON.readTree(body);
            why = problem.has("title") ? Transcript.problem(problem) : why;
        } catch (IOException noJson) {
            why = why + ", without saying why";
        }
        if (status < 500) {
            throw new SetupException(why);
        }
        return new StreamBrokenException(why);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) throws IOException {
        return BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8);
    }
}
