package dev.parley.system.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One service, as one caller sees it. */
public record Api(String baseUrl, String token) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /** The same caller at another address. */
    public Api at(String otherBaseUrl) {
        return new Api(otherBaseUrl, token);
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Reply post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    /** Any request; headers are names and values in turn. */
    public Reply send(String method, String path, String json, String... headers) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request(method, path, json, headers), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + baseUrl + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Opens an event stream and reads it in the background. */
    public LiveStream stream(String method, String path, String json, String... headers) {
        return LiveStream.open(HTTP, request(method, path, json, headers));
    }

    private HttpRequest request(String method, String path, String json, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                json.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
