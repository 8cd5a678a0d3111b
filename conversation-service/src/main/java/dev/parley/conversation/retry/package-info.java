/** Trying a run again that failed, in the place of the reply it did not give. */
@NullMarked
package dev.parley.conversation.retry;

import org.jspecify.annotations.NullMarked;
