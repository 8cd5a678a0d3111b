/**
 * The OpenAI-compatible door: other people's clients over the same conversations, runs and event
 * log.
 */
@NullMarked
package dev.parley.conversation.openai;

import org.jspecify.annotations.NullMarked;
