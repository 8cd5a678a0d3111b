package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.openai.run.ClientGone;
import dev.parley.conversation.openai.run.EventWire;
import dev.parley.conversation.openai.run.RunEnd;
import dev.parley.conversation.openai.run.RunFollower;
import dev.parley.conversation.stream.RunFeed;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Writes a response as a stream, from its beginning or after an event that the client has. */
final class ResponseStream implements RunFollower {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final ResponseProgress progress;
    private final EventWire wire;
    private final EventLog log;
    private final long after;

    /**
     * @param after the number of the last event that the client has, -1 for none
     */
    ResponseStream(ResponseProgress progress, EventWire wire, EventLog log, long after) {
        this.progress = progress;
        this.wire = wire;
        this.log = log;
        this.after = after;
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
        for (RunFeed.Entry part : parts(entry)) {
            for (ResponseEvent event : progress.take(part)) {
                if (event.number() > after) {
                    wire.send(event.type(), event.data());
                }
            }
        }
    }

    /** Deltas that were folded into one are taken apart again where the client stopped. */
    private List<RunFeed.Entry> parts(RunFeed.Entry entry) {
        LogEvent event = entry.event();
        if (!event.type().equals(EventType.MESSAGE_DELTA)) {
            return List.of(entry);
        }
        OptionalLong place = progress.lastPlaceWithin(entry, after);
        if (place.isEmpty()) {
            return List.of(entry);
        }
        long last = place.getAsLong();
        LogEvent rest = log.readAfter(event.conversationId(), last, 1).getFirst();
        String whole = text(event);
        String had = whole.substring(0, whole.length() - text(rest).length());
        return List.of(
                new RunFeed.Entry(at(event, last, had), entry.firstSeq()),
                new RunFeed.Entry(rest, last + 1));
    }

    private static LogEvent at(LogEvent event, long seq, String text) {
        return new LogEvent(
                event.conversationId(),
                seq,
                event.runId(),
                event.type(),
                JsonNodeFactory.instance.objectNode().put("text", text).toString(),
                event.at());
    }

    private static String text(LogEvent event) {
        return RunEnd.data(event).path("text").asText();
    }
}
