package dev.parley.conversation.conversation;

import org.jspecify.annotations.Nullable;

/** Which conversations a list shows; null means any. */
record ConversationFilter(@Nullable String agent, @Nullable String status) {}
