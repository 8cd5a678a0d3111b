package dev.parley.system.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.system.suite.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** A run, as agent-service tells of it. */
public record Run(Api agents, String id) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OPEN = List.of("queued", "running", "requires_action");

    /** Starts a run without a conversation. */
    public static Run start(Api agents, String body) {
        return new Run(agents, agents.post("/v1/runs", body).expect(202).text("/id"));
    }

    /** All that is known of it. */
    public JsonNode look() {
        return agents.get("/v1/runs/" + id).expect(200).json();
    }

    public String status() {
        return look().path("status").asText();
    }

    /** Waits until it has ended, and gives all that is known of it. */
    public JsonNode awaitEnd() {
        Await.until(() -> id + " to end: " + look(), PATIENCE, () -> !OPEN.contains(status()));
        return look();
    }

    /** Waits until it has this status. */
    public void await(String status) {
        Await.until(() -> id + " to be " + status, PATIENCE, () -> status().equals(status));
    }

    public Reply cancel() {
        return agents.post("/v1/runs/" + id + "/cancel", "");
    }

    /** The kinds of its finished steps, in order. */
    public List<String> steps() {
        return StreamSupport.stream(look().path("steps").spliterator(), false)
                .map(step -> step.path("kind").asText())
                .toList();
    }

    /** A time that it tells. */
    public Instant time(String field) {
        return Instant.parse(look().path(field).asText());
    }
}
