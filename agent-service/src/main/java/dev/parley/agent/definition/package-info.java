/** Agents as designers describe them: created, versioned, read. */
@NullMarked
package dev.parley.agent.definition;

import org.jspecify.annotations.NullMarked;
