package dev.parley.local.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What tests do to a model server, through the JDK's own client. */
final class ModelClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    ModelClient(OfflineModelServer server) {
        this.base = server.baseUrl();
    }

    HttpResponse<String> chat(ChatJson request, String... headers)
            throws IOException, InterruptedException {
        return http.send(post(request, headers), BodyHandlers.ofString(UTF_8));
    }

    HttpRequest post(ChatJson request, String... headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(base.resolve("/v1/chat/completions"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(request.bytes()));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.build();
    }

    HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(TIMEOUT)
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        return http.send(request, BodyHandlers.ofString(UTF_8));
    }

    HttpClient http() {
        return http;
    }

    static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        return ChatJson.JSON.readTree(response.body());
    }

    /** The chunks of a stream, without the marker at its end. */
    static List<JsonNode> chunks(HttpResponse<String> response) throws JsonProcessingException {
        List<JsonNode> chunks = new ArrayList<>();
        for (String event : response.body().split("\n\n")) {
            if (!event.equals("data: [DONE]")) {
                chunks.add(ChatJson.JSON.readTree(event.substring("data: ".length())));
            }
        }
        return chunks;
    }

    static String streamedText(HttpResponse<String> response) throws JsonProcessingException {
        StringBuilder text = new StringBuilder();
        for (JsonNode chunk : chunks(response)) {
            text.append(chunk.path("choices").path(0).path("delta").path("content").asText(""));
        }
        return text.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
