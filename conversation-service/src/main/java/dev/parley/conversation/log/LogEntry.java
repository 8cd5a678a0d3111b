package dev.parley.conversation.log;

import dev.parley.contracts.id.RunId;
import java.time.Instant;

/**
 * An event that is about to be appended.
 *
 * @param type as clients read it, such as {@code message.delta}
 * @param runId the run it belongs to
 * @param data the type's own fields as a JSON object
 * @param at when it happened
 */
public record LogEntry(String type, RunId runId, String data, Instant at) {}
