package dev.parley.conversation.conversation;

/**
 * A conversation as its cache keeps it.
 *
 * @param owner the user whose conversation it is
 */
record CachedConversation(String owner, ConversationResponse shown) {}
