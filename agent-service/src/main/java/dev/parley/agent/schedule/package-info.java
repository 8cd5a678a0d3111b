/** Runs that begin again and again, by the clock. */
@NullMarked
package dev.parley.agent.schedule;

import org.jspecify.annotations.NullMarked;
