/** Runs as those see and handle them whose they are. */
@NullMarked
package dev.parley.agent.control;

import org.jspecify.annotations.NullMarked;
