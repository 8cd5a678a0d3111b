/** Items: messages, tool calls and their outputs as responses and conversations have them. */
@NullMarked
package dev.parley.conversation.openai.item;

import org.jspecify.annotations.NullMarked;
