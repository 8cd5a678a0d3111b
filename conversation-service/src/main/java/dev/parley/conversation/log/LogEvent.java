package dev.parley.conversation.log;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import java.time.Instant;

/**
 * An event in a conversation's log.
 *
 * @param seq its place, counted from 1 without gaps; the only resume cursor there is
 */
public record LogEvent(
        ConversationId conversationId,
        long seq,
        RunId runId,
        String type,
        String data,
        Instant at) {

    /** Whether this is the last event of its run. */
    public boolean endsRun() {
        return type.equals(EventType.RUN_COMPLETED)
                || type.equals(EventType.RUN_FAILED)
                || type.equals(EventType.RUN_CANCELLED);
    }

    /** The event as clients see it: the common fields, then the type's own. */
    public String toJson() {
        String own = data.equals("{}") ? "}" : ',' + data.substring(1);
        return "{\"seq\":"
                + seq
                + ",\"type\":\""
                + type
                + "\",\"conversation_id\":\""
                + conversationId
                + "\",\"run_id\":\""
                + runId
                + "\",\"at\":\""
                + at
                + '"'
                + own;
    }
}
