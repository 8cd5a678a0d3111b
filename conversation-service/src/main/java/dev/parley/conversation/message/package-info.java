/** Messages: posted by users, listed. */
@NullMarked
package dev.parley.conversation.message;

import org.jspecify.annotations.NullMarked;
