package dev.parley.conversation.cancel;

import dev.parley.contracts.id.RunId;
import java.util.List;

/**
 * What {@code 202} says to a cancellation.
 *
 * @param runs the runs that were asked to stop; each still ends with one terminal event, {@code
 *     run.cancelled} unless it was quicker
 */
public record Cancelling(List<RunId> runs) {}
