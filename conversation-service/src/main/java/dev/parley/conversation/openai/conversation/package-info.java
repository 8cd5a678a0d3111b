/** Conversations and their items as OpenAI's API has them; they are Parley's own. */
@NullMarked
package dev.parley.conversation.openai.conversation;

import org.jspecify.annotations.NullMarked;
