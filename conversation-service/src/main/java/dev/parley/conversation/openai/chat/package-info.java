/** Chat completions: each request is a conversation with one run. */
@NullMarked
package dev.parley.conversation.openai.chat;

import org.jspecify.annotations.NullMarked;
