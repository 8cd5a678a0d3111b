/**
 * The OpenAI chat completions protocol: what is read of a request, and how answers are written,
 * streamed or whole.
 */
@NullMarked
package dev.parley.local.model.chat;

import org.jspecify.annotations.NullMarked;
