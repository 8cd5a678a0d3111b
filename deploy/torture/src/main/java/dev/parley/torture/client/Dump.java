package dev.parley.torture.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.torture.history.Event;
import dev.parley.torture.history.Folder;
import dev.parley.torture.history.JsonLines;
import dev.parley.torture.history.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes down, through the API, what conversations hold at the end. */
public final class Dump {

    private final Door door;

    /** Prepares to ask. */
    public Dump(Door door) {
        this.door = door;
    }

    /** The log of a conversation as it is now. */
    public List<Event> log(String conversation) throws IOException, InterruptedException {
        List<Event> events = new ArrayList<>();
        try (InputStream body = door.events(conversation, 0, false).body()) {
            new EventBytes(body, conversation, "").read(Long.MAX_VALUE, events::add);
        }
        return events;
    }

    /** Waits until each conversation has as many ends as runs were accepted in it. */
    public boolean awaitQuiet(Map<String, Long> accepted, long deadline)
            throws IOException, InterruptedException {
        for (Map.Entry<String, Long> conversation : accepted.entrySet()) {
            while (ends(conversation.getKey()) < conversation.getValue()) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                Thread.sleep(500);
            }
        }
        return true;
    }

    /** Writes logs and messages. */
    public void write(Iterable<String> conversations, Folder folder)
            throws IOException, InterruptedException {
        try (JsonLines logs = JsonLines.create(folder.log());
                JsonLines messages = JsonLines.create(folder.messages())) {
            for (String conversation : conversations) {
                log(conversation).forEach(logs::add);
                write(conversation, messages);
            }
        }
    }

    private long ends(String conversation) throws IOException, InterruptedException {
        return log(conversation).stream().filter(Event::ends).count();
    }

    private void write(String conversation, JsonLines messages)
            throws IOException, InterruptedException {
        String path = "/v1/conversations/" + conversation + "/messages?order=asc&limit=200";
        JsonNode page = door.get(path).json();
        if (!page.path("data").isArray() || page.path("has_more").asBoolean()) {
            throw new IOException(
                    "The messages of " + conversation + " are not all there: " + page);
        }
        for (JsonNode message : page.path("data")) {
            messages.add(
                    new Message(
                            conversation,
                            message.path("id").asText(),
                            message.path("role").asText(),
                            message.path("run_id").asText(),
                            message.path("status").asText(),
                            message.path("content").asText()));
        }
    }
}
