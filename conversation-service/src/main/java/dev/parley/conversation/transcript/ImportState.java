package dev.parley.conversation.transcript;

import dev.parley.contracts.id.ConversationId;

/**
 * How far an import has come.
 *
 * @param imported the number of the last message that was taken; go on with the line after it
 * @param complete whether the last line was taken, so that the conversation is in use
 */
record ImportState(ConversationId id, long imported, boolean complete) {}
