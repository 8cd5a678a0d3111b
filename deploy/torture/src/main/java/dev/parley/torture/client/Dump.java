package dev.parley.torture.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.torture.history.Event;
import dev.parley.torture.history.Folder;
import dev.parley.torture.history.JsonLines;
import dev.parley.torture.history.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes down, through the API, what conversations hold at the end. */
public final class Dump {

    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final Door door;

    /** Prepares to ask. */
    public Dump(Door door) {
        this.door = door;
    }

    /** The log of a conversation as it is now. */
    public List<Event> log(String conversation) throws IOException, InterruptedException {
        return patiently(() -> readLog(conversation));
    }

    private List<Event> readLog(String conversation) throws IOException, InterruptedException {
        List<Event> events = new ArrayList<>();
        HttpResponse<InputStream> response = door.events(conversation, 0, false);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("The log is refused with " + response.statusCode());
            }
            new EventBytes(body, conversation, "").read(Long.MAX_VALUE, events::add);
        }
        return events;
    }

    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /** Services that have just come back may take longer than a client waits. */
    private static <T> T patiently(Question<T> question) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return question.ask();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

    /** Waits until each conversation has as many ends as runs were accepted in it. */
    public boolean awaitQuiet(Map<String, Long> accepted, long deadline)
            throws IOException, InterruptedException {
        for (Map.Entry<String, Long> conversation : accepted.entrySet()) {
            while (ends(conversation.getKey()) < conversation.getValue()) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
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
        JsonNode page = patiently(() -> page(path));
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

    private JsonNode page(String path) throws IOException, InterruptedException {
        JsonNode page = door.get(path).json();
        if (!page.path("data").isArray() || page.path("has_more").asBoolean()) {
            throw new IOException(path + " does not give all messages: " + page);
        }
        return page;
    }
}
