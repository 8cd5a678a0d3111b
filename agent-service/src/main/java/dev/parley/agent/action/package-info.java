/** Runs that wait until people have decided. */
@NullMarked
package dev.parley.agent.action;

import org.jspecify.annotations.NullMarked;
