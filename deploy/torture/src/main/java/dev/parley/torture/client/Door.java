package dev.parley.torture.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The replicas of one service, of which each request goes to any. */
public final class Door {

    /** Shorter than many a freeze: then nobody knows whether a request was done. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private final List<String> urls;
    private final String token;

    /** Prepares to knock. */
    public Door(List<String> urls, String token) {
        this.urls = urls;
        this.token = token;
    }

    /** An answer, whatever its status. */
    public record Answer(int status, JsonNode json) {

        /** Whether it was done. */
        public boolean isOk() {
            return status / 100 == 2;
        }

        /** Whether it was refused for good: asked again, the answer would be the same. */
        public boolean isRefused() {
            return status / 100 == 4 && status != 409 && status != 429;
        }
    }

    /** Posts JSON; headers are names and values in turn. */
    public Answer post(String path, JsonNode body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Gets JSON. */
    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** Opens a conversation's event stream after an event. */
    public HttpResponse<InputStream> events(String conversation, long after, boolean follow)
            throws IOException, InterruptedException {
        String path = "/v1/conversations/" + conversation + "/events?follow=" + follow;
        HttpRequest request =
                request(path)
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", Long.toString(after))
                        .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private HttpRequest.Builder request(String path) {
        String url = urls.get(ThreadLocalRandom.current().nextInt(urls.size()));
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }
}
