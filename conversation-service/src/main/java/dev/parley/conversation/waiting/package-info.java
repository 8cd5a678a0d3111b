/** Tells the readers of a conversation how the wait for its next run changes. */
@NullMarked
package dev.parley.conversation.waiting;

import org.jspecify.annotations.NullMarked;
