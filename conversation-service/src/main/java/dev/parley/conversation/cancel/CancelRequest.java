package dev.parley.conversation.cancel;

import dev.parley.contracts.id.RunId;
import dev.parley.platform.json.OptionalBody;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/conversations/{id}/cancel}, which may be left out.
 *
 * @param runId the run to stop; all that have not ended if not given
 */
@OptionalBody
record CancelRequest(@Nullable RunId runId) {}
