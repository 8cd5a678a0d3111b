package dev.parley.conversation.posting;

import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;

/** Where in a conversation something new belongs. */
public sealed interface Target {

    /** At the end of the active branch. */
    record Tip() implements Target {}

    /** After a message: at the end of its branch if it is the last there, else in a new branch. */
    record After(MessageId message) implements Target {}

    /** Beside a user's message, in a new branch. */
    record InsteadOf(MessageId message) implements Target {}

    /**
     * In the place of the reply that a run of a message failed to give; there is nothing to say but
     * the reply.
     */
    record RetryOf(MessageId message, RunId failed) implements Target {}

    /** Beside the reply to a message, in a new branch; there is nothing to say but the reply. */
    record AnotherReplyTo(MessageId message) implements Target {}
}
