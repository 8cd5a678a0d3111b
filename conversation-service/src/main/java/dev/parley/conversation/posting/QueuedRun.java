package dev.parley.conversation.posting;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.admission.QueueEstimate;
import org.jspecify.annotations.Nullable;

/**
 * A run that waits.
 *
 * @param estimate when it will begin; null if nobody can tell
 */
record QueuedRun(RunId id, Priority priority, @Nullable QueueEstimate estimate) {

    /** What its acceptance says of it. */
    Accepted.AcceptedRun accepted(long afterSeq) {
        return new Accepted.AcceptedRun(
                id,
                "queued",
                priority,
                estimate == null ? null : estimate.position(),
                estimate == null ? null : estimate.waitMs(),
                afterSeq);
    }

    /** What {@code run.queued} says of it. */
    String toJson() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("priority", priority.wireName());
        if (estimate != null) {
            json.put("position", estimate.position()).put("estimated_wait_ms", estimate.waitMs());
        }
        return json.toString();
    }
}
