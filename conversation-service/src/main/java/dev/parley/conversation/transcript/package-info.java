/** Conversations as JSON Lines: taken out, and put in again, in pieces that can be resumed. */
@NullMarked
package dev.parley.conversation.transcript;

import org.jspecify.annotations.NullMarked;
