package dev.parley.system.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.system.suite.Await;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** A conversation, as its owner sees it through one replica. */
public record Conversation(Api api, String id) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static Conversation create(Api api, String agent) {
        String body = JSON.createObjectNode().put("agent", agent).toString();
        return new Conversation(api, api.post("/v1/conversations", body).expect(201).text("/id"));
    }

    /** The same conversation through another replica. */
    public Conversation at(String baseUrl) {
        return new Conversation(api.at(baseUrl), id);
    }

    /** Posts a message and gives the id of its run. */
    public String post(String content) {
        return api.post(path("/messages"), message(content)).expect(202).text("/run/id");
    }

    /** Posts a message and reads the stream of its run to the end. */
    public List<ServerEvent> ask(String content) {
        try (LiveStream stream = postAndStream(content)) {
            return stream.toEnd(PATIENCE);
        }
    }

    public LiveStream postAndStream(String content) {
        return api.stream(
                "POST", path("/messages"), message(content), "Accept", "text/event-stream");
    }

    /** The stream from now on. */
    public LiveStream follow() {
        return api.stream("GET", path("/events"), "", "Accept", "text/event-stream");
    }

    /** The stream after an event. */
    public LiveStream followAfter(long seq) {
        return api.stream(
                "GET",
                path("/events"),
                "",
                "Accept",
                "text/event-stream",
                "Last-Event-ID",
                Long.toString(seq));
    }

    /** What the log holds after an event. */
    public List<ServerEvent> logAfter(long seq) {
        try (LiveStream stream =
                api.stream(
                        "GET",
                        path("/events?follow=false"),
                        "",
                        "Accept",
                        "text/event-stream",
                        "Last-Event-ID",
                        Long.toString(seq))) {
            return stream.toEnd(PATIENCE);
        }
    }

    /** Waits until so many runs have ended, and gives the whole log. */
    public List<ServerEvent> logOfEnded(long runs, Duration patience) {
        Await.until(
                () -> runs + " terminal events in " + id + ": " + logAfter(0),
                patience,
                () -> logAfter(0).stream().filter(ServerEvent::isTerminal).count() >= runs);
        return logAfter(0);
    }

    /** All messages, oldest first. */
    public List<JsonNode> messages() {
        JsonNode data =
                api.get(path("/messages?order=asc&limit=200")).expect(200).json().path("data");
        return StreamSupport.stream(data.spliterator(), false).toList();
    }

    public String path(String rest) {
        return "/v1/conversations/" + id + rest;
    }

    private static String message(String content) {
        ObjectNode body = JSON.createObjectNode().put("content", content);
        return body.toString();
    }
}
