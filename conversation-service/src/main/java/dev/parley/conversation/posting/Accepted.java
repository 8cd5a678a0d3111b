package dev.parley.conversation.posting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.message.MessageView;
import org.jspecify.annotations.Nullable;

/**
 * What {@code 202} says: the message is stored and its run will have exactly one terminal event.
 *
 * @param message the stored message
 * @param run the run that answers it
 */
public record Accepted(MessageView message, AcceptedRun run) {

    /**
     * The run as it was accepted.
     *
     * @param queuePosition its place among those that wait, from 1; null if nobody can tell
     * @param estimatedWaitMs how long until it begins, in milliseconds; null if nobody can tell
     * @param afterSeq the run's events follow this one: {@code GET …/events?after=} streams them
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record AcceptedRun(
            RunId id,
            String status,
            Priority priority,
            @Nullable Long queuePosition,
            @Nullable Long estimatedWaitMs,
            long afterSeq) {}
}
