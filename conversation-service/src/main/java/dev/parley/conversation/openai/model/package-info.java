/** The agents under the name of models. */
@NullMarked
package dev.parley.conversation.openai.model;

import org.jspecify.annotations.NullMarked;
