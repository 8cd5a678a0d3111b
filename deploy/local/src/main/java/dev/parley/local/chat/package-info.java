/** A small terminal client: one conversation, streamed answers, tool calls as they happen. */
@NullMarked
package dev.parley.local.chat;

import org.jspecify.annotations.NullMarked;
