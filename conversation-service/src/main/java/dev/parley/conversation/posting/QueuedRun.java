package dev.parley.conversation.posting;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.Priority;
import dev.parley.conversation.admission.QueueEstimate;
import org.jspecify.annotations.Nullable;

/**
 * A run that waits.
 *
 * @param estimate when it will begin; null if nobody can tell
 */
record QueuedRun(Priority priority, @Nullable QueueEstimate estimate) {

    @Nullable Long position() {
        return estimate == null ? null : estimate.position();
    }

    @Nullable Long waitMs() {
        return estimate == null ? null : estimate.waitMs();
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
