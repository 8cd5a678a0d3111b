/** Responses: runs as OpenAI's API shows them, kept for later and resumable at any event. */
@NullMarked
package dev.parley.conversation.openai.response;

import org.jspecify.annotations.NullMarked;
