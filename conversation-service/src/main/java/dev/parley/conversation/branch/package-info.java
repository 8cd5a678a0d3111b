/** Branches of a conversation: an edited message or another reply stands beside the first. */
@NullMarked
package dev.parley.conversation.branch;

import org.jspecify.annotations.NullMarked;
