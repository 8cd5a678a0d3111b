/** The way to model providers, over the OpenAI wire protocol. */
@NullMarked
package dev.parley.agent.model;

import org.jspecify.annotations.NullMarked;
