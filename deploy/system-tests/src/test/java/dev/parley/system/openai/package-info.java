/** The OpenAI-compatible door, seen by OpenAI's own client for Java. */
@NullMarked
package dev.parley.system.openai;

import org.jspecify.annotations.NullMarked;
