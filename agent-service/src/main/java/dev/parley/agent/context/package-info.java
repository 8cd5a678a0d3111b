/** What the model is told of the conversation so far. */
@NullMarked
package dev.parley.agent.context;

import org.jspecify.annotations.NullMarked;
