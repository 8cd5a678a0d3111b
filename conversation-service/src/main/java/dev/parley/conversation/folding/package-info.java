/** Folding of old deltas: what was streamed in pieces is kept in one. */
@NullMarked
package dev.parley.conversation.folding;

import org.jspecify.annotations.NullMarked;
