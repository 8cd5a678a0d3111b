/** What this service tells the others. */
@NullMarked
package dev.parley.conversation.outgoing;

import org.jspecify.annotations.NullMarked;
