package dev.parley.conversation.turn;

import dev.parley.contracts.event.ToolCallRecord;
import dev.parley.contracts.event.Usage;
import dev.parley.conversation.log.LogEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event does: the turn after it, what the log gains, and the reply to store if it ends the
 * turn with one.
 *
 * @param reply set by the event that ends the run with one; it is stored after {@code entries}, and
 *     {@code message.completed} and the terminal event follow it
 */
record TurnChange(Turn turn, List<LogEntry> entries, @Nullable Reply reply) {

    /**
     * A reply to store.
     *
     * @param status whether it is all there, as the message will say
     * @param terminal the type of the event that ends the run
     */
    record Reply(
            String agent,
            String text,
            List<ToolCallRecord> toolCalls,
            Usage usage,
            String status,
            String terminal) {}
}
