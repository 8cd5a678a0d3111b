package dev.parley.conversation.posting;

import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.message.MessageView;

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
     * @param afterSeq the run's events follow this one: {@code GET …/events?after=} streams them
     */
    public record AcceptedRun(RunId id, String status, Priority priority, long afterSeq) {}
}
