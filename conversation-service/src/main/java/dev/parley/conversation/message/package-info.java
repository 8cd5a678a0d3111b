/** Messages: stored and listed. */
@NullMarked
package dev.parley.conversation.message;

import org.jspecify.annotations.NullMarked;
