package dev.parley.conversation.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.openai.run.ClientGone;
import dev.parley.conversation.openai.run.EventWire;
import dev.parley.conversation.openai.run.OpenAiError;
import dev.parley.conversation.openai.run.RunEnd;
import dev.parley.conversation.openai.run.RunFailure;
import dev.parley.conversation.openai.run.RunFollower;
import dev.parley.conversation.openai.run.StreamedText;
import dev.parley.conversation.stream.RunFeed;
import java.time.Duration;
import java.util.List;

/**
 * Writes a run as chunks. A reset that leads to other text than the client has cannot be said in
 * this protocol: the stream ends with an error then, so that nobody glues two attempts together.
 */
final class ChatStream implements RunFollower {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final OpenAiError RESET =
            new OpenAiError(
                    500,
                    "The answer was begun anew after a failure and differs from what was streamed; ask again.",
                    "server_error",
                    null,
                    "stream_reset",
                    true);

    private final ChatJson json;
    private final EventWire wire;
    private final boolean withUsage;
    private final StreamedText text = new StreamedText();
    private List<RunEnd.ClientCall> calls = List.of();

    ChatStream(ChatJson json, EventWire wire, boolean withUsage) {
        this.json = json;
        this.wire = wire;
        this.withUsage = withUsage;
    }

    void begin() throws ClientGone, InterruptedException {
        wire.open();
        wire.send(json.chunk(ChatJson.beginning(), null));
    }

    @Override
    public Duration patience() {
        return HEARTBEAT;
    }

    @Override
    public void idle() throws ClientGone, InterruptedException {
        wire.comment();
    }

    @Override
    public void take(RunFeed.Entry entry) throws ClientGone, InterruptedException {
        LogEvent event = entry.event();
        if (text.diverged()) {
            return;
        }
        switch (event.type()) {
            case EventType.MESSAGE_DELTA ->
                    say(text.take(RunEnd.data(event).path("text").asText()));
            case EventType.MESSAGE_RESET -> text.reset();
            case EventType.MESSAGE_COMPLETED -> completed(RunEnd.data(event).path("message"));
            case EventType.RUN_COMPLETED -> ended(RunEnd.data(event).path("usage"));
            case EventType.RUN_CANCELLED -> error(RunFailure.cancelled().toError());
            case EventType.RUN_FAILED ->
                    error(RunFailure.of(RunEnd.data(event).path("problem")).toError());
            default -> {
                // What the agent does by itself has no words in this protocol.
            }
        }
    }

    private void say(String piece) throws ClientGone, InterruptedException {
        if (!piece.isEmpty()) {
            wire.send(json.chunk(ChatJson.text(piece), null));
        }
        if (text.diverged()) {
            error(RESET);
        }
    }

    private void completed(JsonNode message) throws ClientGone, InterruptedException {
        say(text.complete(message.path("content").asText()));
        calls = RunEnd.ClientCall.of(message.path("tool_calls"));
        if (!calls.isEmpty() && !text.diverged()) {
            wire.send(json.chunk(ChatJson.toolCalls(calls), null));
        }
    }

    private void ended(JsonNode usage) throws ClientGone, InterruptedException {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        wire.send(json.chunk(nothing, ChatJson.finishReason(calls)));
        if (withUsage) {
            wire.send(json.usageChunk(usage));
        }
        wire.done();
    }

    private void error(OpenAiError error) throws ClientGone, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error.toJson());
        wire.send(body);
    }
}
