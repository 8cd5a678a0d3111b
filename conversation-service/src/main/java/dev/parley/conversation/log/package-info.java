/** The event log of a conversation: gapless, only ever appended to. */
@NullMarked
package dev.parley.conversation.log;

import org.jspecify.annotations.NullMarked;
