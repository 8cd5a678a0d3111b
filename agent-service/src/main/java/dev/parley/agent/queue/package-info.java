/** Runs that wait and runs that are leased to a worker. */
@NullMarked
package dev.parley.agent.queue;

import org.jspecify.annotations.NullMarked;
