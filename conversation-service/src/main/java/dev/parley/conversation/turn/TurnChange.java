package dev.parley.conversation.turn;

import dev.parley.contracts.event.RunActivity;
import dev.parley.conversation.log.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event does: the turn after it, what the log gains, and the reply to store if it ends the
 * turn with one.
 *
 * @param completed set by the event that completes the run; the reply is stored after {@code
 *     entries}, and {@code message.completed} and {@code run.completed} follow it
 */
record TurnChange(Turn turn, List<LogEntry> entries, RunActivity.@Nullable Completed completed) {}
