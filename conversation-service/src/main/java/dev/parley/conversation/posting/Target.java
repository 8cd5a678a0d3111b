package dev.parley.conversation.posting;

import dev.parley.contracts.id.MessageId;

/** Where in a conversation something new belongs. */
public sealed interface Target {

    /** At the end of the active branch. */
    record Tip() implements Target {}

    /** After a message: at the end of its branch if it is the last there, else in a new branch. */
    record After(MessageId message) implements Target {}

    /** Beside a user's message, in a new branch. */
    record InsteadOf(MessageId message) implements Target {}

    /** Beside the reply to a message, in a new branch; there is nothing to say but the reply. */
    record AnotherReplyTo(MessageId message) implements Target {}
}
