package dev.parley.tool.mcp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer that comes in pieces, read as they come. */
final class McpStream implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private McpStream(HttpClient client, HttpResponse<InputStream> response) {
        this.client = client;
        this.response = response;
        this.lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Sends a request of 2026-07-28. */
    static McpStream open(String token, McpRequests request) {
        HttpRequest.Builder builder =
                to(token)
                        .header("MCP-Protocol-Version", McpRequests.VERSION)
                        .header("Mcp-Method", request.method())
                        .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        String name = request.name();
        if (name != null) {
            builder.header("Mcp-Name", name);
        }
        return send(builder);
    }

    /** Sends a message of 2025-11-25. */
    static McpStream open(String token, String session, String message) {
        return send(in(token, session).POST(HttpRequest.BodyPublishers.ofString(message)));
    }

    /** Listens in a session of 2025-11-25. */
    static McpStream listen(String token, String session) {
        return send(in(token, session).GET());
    }

    private static HttpRequest.Builder in(String token, String session) {
        return to(token)
                .header("MCP-Protocol-Version", "2025-11-25")
                .header("Mcp-Session-Id", session);
    }

    private static HttpRequest.Builder to(String token) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/mcp"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private static McpStream send(HttpRequest.Builder request) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return new McpStream(
                    client,
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    int status() {
        return response.statusCode();
    }

    boolean isStream() {
        return response.headers()
                .firstValue("Content-Type")
                .orElse("")
                .startsWith("text/event-stream");
    }

    String session() {
        return response.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    /** The next message; nothing at the end. Comments are none. */
    Optional<JsonNode> next() {
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith("data: ") && !line.startsWith("{")) {
                line = lines.readLine();
            }
            return line == null
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(line.replaceFirst("^data: ", "")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All messages that are left. */
    List<JsonNode> rest() {
        List<JsonNode> messages = new ArrayList<>();
        for (Optional<JsonNode> one = next(); one.isPresent(); one = next()) {
            messages.add(one.get());
        }
        return messages;
    }

    /** Leaves, without waiting for the end. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
