package dev.parley.conversation.retry;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.json.OptionalBody;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/conversations/{id}/runs/{run_id}/retry}, which may be left out.
 *
 * @param priority how urgent the answer is; {@code normal} if not given
 */
@OptionalBody
record RetryRequest(@Nullable Priority priority) {

    Priority priorityOrDefault() {
        return priority == null ? Priority.NORMAL : priority;
    }
}
