package dev.parley.system.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Tells the scripted model what to answer, when to hold back, and asks what it was asked. */
public final class ModelControl {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    ModelControl(URI base) {
        this.base = base;
    }

    /** Puts a script, which an agent names by {@code [script:key]} in its instructions. */
    public void script(String key, String json) {
        send("PUT", "/control/scripts/" + key, json);
    }

    public void open(String gate) {
        send("POST", "/control/gates/" + gate + "/open", "");
    }

    /** How many requests the script has got. */
    public long requests(String key) {
        return send("GET", "/control/scripts/" + key + "/requests", "").path("count").asLong();
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("The model server refused: " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("The model server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
