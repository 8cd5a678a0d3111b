/** Conversations: created, listed, read. */
@NullMarked
package dev.parley.conversation.conversation;

import org.jspecify.annotations.NullMarked;
