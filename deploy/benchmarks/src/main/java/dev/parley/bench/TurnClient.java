package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/** Speaks to Parley as any client would. */
final class TurnClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String conversations;
    private final String agents;
    private final String token;

    TurnClient(Ports ports, String token) {
        this.conversations = ports.url(ServiceName.CONVERSATION) + "/v1/conversations";
        this.agents = ports.url(ServiceName.AGENT) + "/v1/agents";
        this.token = token;
    }

    /**
     * How a turn went.
     *
     * @param firstTokenNanos from the request to the first text, 0 if the client did not stream
     */
    record Turn(String reply, long firstTokenNanos, long nanos) {}

    /** Makes sure that there is an agent on the scripted model. */
    void ensureAgent(String name) throws IOException, InterruptedException {
        Map<String, Object> agent =
                Map.of(
                        "name",
                        name,
                        "model",
                        "default/scripted",
                        "tools",
                        new String[] {"calculator"});
        HttpResponse<String> answer =
                http.send(
                        post(agents, JSON.writeValueAsString(agent)).build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() != 201 && answer.statusCode() != 409) {
            throw new IOException("the agent could not be created: " + answer.body());
        }
    }

    String open(String agent) throws IOException, InterruptedException {
        return send(post(conversations, JSON.writeValueAsString(Map.of("agent", agent))))
                .path("id")
                .asText();
    }

    /** Posts and reads the stream that answers. */
    Turn stream(String conversation, String content) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpRequest request =
                post(conversations + '/' + conversation + "/messages", body(content))
                        .header("Accept", "text/event-stream")
                        .build();
        return readRun(request, start, true);
    }

    /** Posts, takes the 202, and then waits for the run's end. */
    Turn await(String conversation, String content) throws IOException, InterruptedException {
        long start = System.nanoTime();
        JsonNode accepted =
                send(post(conversations + '/' + conversation + "/messages", body(content)));
        long after = accepted.path("run").path("after_seq").asLong();
        HttpRequest request = get(conversations + '/' + conversation + "/events?after=" + after);
        Turn turn = readRun(request, start, false);
        return new Turn(turn.reply(), 0, turn.nanos());
    }

    /**
     * @param ends whether the server ends this stream with the run: then it is read to its last
     *     byte, for a connection that is closed while its last chunk arrives must not be used again
     */
    private Turn readRun(HttpRequest request, long start, boolean ends)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "status " + response.statusCode() + ": " + response.body().toList());
        }
        String reply = "";
        long firstToken = 0;
        try (Stream<String> lines = response.body()) {
            for (Iterator<String> at = lines.iterator(); at.hasNext(); ) {
                String line = at.next();
                if (!line.startsWith("data:")) {
                    continue;
                }
                if (firstToken == 0 && line.contains("\"type\":\"message.delta\"")) {
                    firstToken = System.nanoTime() - start;
                } else if (line.contains("\"type\":\"message.completed\"")) {
                    reply =
                            JSON.readTree(line.substring(5))
                                    .path("message")
                                    .path("content")
                                    .asText();
                } else if (line.contains("\"type\":\"run.failed\"")) {
                    throw new IOException("the run failed: " + line);
                } else if (line.contains("\"type\":\"run.completed\"")) {
                    long nanos = System.nanoTime() - start;
                    if (ends) {
                        at.forEachRemaining(rest -> {});
                    }
                    return new Turn(reply, firstToken, nanos);
                }
            }
        }
        throw new IOException("the stream ended before the run did");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("status " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private static String body(String content) throws IOException {
        return JSON.writeValueAsString(Map.of("content", content));
    }

    private HttpRequest.Builder post(String url, String body) {
        return authorised(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest get(String url) {
        return authorised(url).header("Accept", "text/event-stream").build();
    }

    private HttpRequest.Builder authorised(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }
}
