package dev.parley.conversation.cancel;

import dev.parley.contracts.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/conversations/{id}/cancel}, which may be left out.
 *
 * @param runId the run to stop; all that have not ended if not given
 */
record CancelRequest(@Nullable RunId runId) {}
