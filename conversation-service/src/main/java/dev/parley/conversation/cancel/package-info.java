/** Stopping the runs of a conversation. */
@NullMarked
package dev.parley.conversation.cancel;

import org.jspecify.annotations.NullMarked;
