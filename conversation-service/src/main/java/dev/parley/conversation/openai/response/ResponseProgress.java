package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.openai.item.ItemJson;
import dev.parley.conversation.openai.run.RunEnd;
import dev.parley.conversation.openai.run.RunFailure;
import dev.parley.conversation.openai.run.StreamedText;
import dev.parley.conversation.stream.RunFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tells a run's log as a response: a pure function from the log's events to the stream's, and to
 * the response as it stands. An event's number is its place in the log, counted from the run's
 * first event, plus the surplus of events that earlier places gave; so numbers do not depend on
 * when the log is read nor on how much of it was folded meanwhile.
 */
final class ResponseProgress {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What comes before the first text of a reply. */
    private static final int OPENING_EVENTS = 2;

    private final StoredResponse stored;
    private final String itemId;
    private final StreamedText text = new StreamedText();
    private final ArrayNode output = JSON.arrayNode();
    private final List<ResponseEvent> events = new ArrayList<>();
    private ObjectNode response;
    private boolean started;
    private boolean opened;
    private long base = -1;
    private long surplus;
    private long next;

    ResponseProgress(StoredResponse stored) {
        this.stored = stored;
        this.itemId = ItemJson.replyId(stored.run());
        this.response = ResponseJson.response(stored, "queued");
    }

    /** The response as it stands after the events that were taken. */
    ObjectNode response() {
        return response;
    }

    /**
     * The last place in the log, within an entry of text, that a client with this number has; none
     * if it has all of the entry or nothing.
     */
    OptionalLong lastPlaceWithin(RunFeed.Entry entry, long number) {
        long place = number + base - surplus - (opened ? 0 : OPENING_EVENTS);
        boolean within = place >= entry.firstSeq() && place < entry.event().seq();
        return base >= 0 && within ? OptionalLong.of(place) : OptionalLong.empty();
    }

    /** Takes the next event of the log and returns those of the stream that follow from it. */
    List<ResponseEvent> take(RunFeed.Entry entry) {
        if (base < 0) {
            if (!entry.event().type().equals(EventType.RUN_QUEUED)) {
                return List.of();
            }
            base = entry.event().seq();
        }
        events.clear();
        next = entry.firstSeq() - base + surplus;
        JsonNode data = RunEnd.data(entry.event());
        switch (entry.event().type()) {
            case EventType.RUN_QUEUED -> queued(entry.event().seq());
            case EventType.RUN_STARTED -> started();
            case EventType.MESSAGE_DELTA -> say(text.take(data.path("text").asText()));
            case EventType.MESSAGE_RESET -> text.reset();
            case EventType.MESSAGE_COMPLETED -> completed(data.path("message"));
            case EventType.RUN_COMPLETED -> ended("completed", data);
            case EventType.RUN_CANCELLED -> ended("cancelled", data);
            case EventType.RUN_FAILED -> failed(RunFailure.of(data.path("problem")));
            default -> {
                // What the agent does by itself is not the client's to execute, so not an item.
            }
        }
        return numbered(entry.event().seq());
    }

    /** A folded series of deltas stands at the place of its last, and so does its text. */
    private List<ResponseEvent> numbered(long seq) {
        if (events.isEmpty()) {
            return List.of();
        }
        surplus += events.size() - 1;
        ResponseEvent last = events.removeLast();
        List<ResponseEvent> all = new ArrayList<>(events);
        all.add(event(seq - base + surplus, last.type(), last.data()));
        return all;
    }

    /** Its place in the queue is told again and again, its creation once. */
    private void queued(long seq) {
        if (seq == base) {
            state(stored.inBackground() ? "queued" : "in_progress", "response.created");
        }
    }

    private void started() {
        if (!started) {
            started = true;
            state("in_progress", "response.in_progress");
        }
    }

    private void say(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (!opened) {
            opened = true;
            item("response.output_item.added", 0, ItemJson.unsaid(itemId));
            add("response.content_part.added", part().set("part", ItemJson.outputText("")));
        }
        ObjectNode delta = part().put("delta", piece);
        delta.putArray("logprobs");
        add("response.output_text.delta", delta);
    }

    private void completed(JsonNode message) {
        String whole = message.path("content").asText();
        String status =
                message.path("status").asText().equals("complete") ? "completed" : "incomplete";
        List<RunEnd.ClientCall> calls = RunEnd.ClientCall.of(message.path("tool_calls"));
        say(text.complete(whole));
        if (opened) {
            close(whole, status);
        } else if (calls.isEmpty()) {
            output.add(ItemJson.message(itemId, "assistant", status, whole));
        }
        for (int i = 0; i < calls.size(); i++) {
            call(calls.get(i), i);
        }
    }

    private void close(String whole, String status) {
        ObjectNode done = part().put("text", whole);
        done.putArray("logprobs");
        add("response.output_text.done", done);
        add("response.content_part.done", part().set("part", ItemJson.outputText(whole)));
        ObjectNode item = ItemJson.message(itemId, "assistant", status, whole);
        item("response.output_item.done", 0, item);
        output.add(item);
    }

    private void call(RunEnd.ClientCall call, int index) {
        String id = ItemJson.callId(stored.run().toString(), index);
        int place = output.size();
        item("response.output_item.added", place, ItemJson.call(id, call, "in_progress", ""));
        ObjectNode delta = JSON.objectNode().put("item_id", id).put("output_index", place);
        add(
                "response.function_call_arguments.delta",
                delta.deepCopy().put("delta", call.arguments()));
        add(
                "response.function_call_arguments.done",
                delta.put("name", call.tool()).put("arguments", call.arguments()));
        ObjectNode done = ItemJson.call(id, call, "completed", call.arguments());
        item("response.output_item.done", place, done);
        output.add(done);
    }

    private void ended(String status, JsonNode data) {
        response = ResponseJson.response(stored, status);
        response.set("output", output);
        if (data.has("usage")) {
            response.set("usage", ResponseJson.usage(data.path("usage")));
        }
        add(
                status.equals("completed") ? "response.completed" : "response.incomplete",
                JSON.objectNode().set("response", response));
    }

    private void failed(RunFailure failure) {
        response = ResponseJson.response(stored, "failed");
        response.set("error", ResponseJson.error(failure));
        add("response.failed", JSON.objectNode().set("response", response));
    }

    private void state(String status, String type) {
        response = ResponseJson.response(stored, status);
        add(type, JSON.objectNode().set("response", response));
    }

    private ObjectNode part() {
        return JSON.objectNode()
                .put("item_id", itemId)
                .put("output_index", 0)
                .put("content_index", 0);
    }

    private void item(String type, int index, ObjectNode item) {
        ObjectNode data = JSON.objectNode().put("output_index", index);
        data.set("item", item);
        add(type, data);
    }

    private void add(String type, ObjectNode data) {
        events.add(event(next++, type, data));
    }

    private static ResponseEvent event(long number, String type, ObjectNode data) {
        ObjectNode whole = JSON.objectNode().put("type", type).put("sequence_number", number);
        data.properties().forEach(field -> whole.set(field.getKey(), field.getValue()));
        return new ResponseEvent(number, type, whole);
    }
}
