/** Rows of runs for tests, brought to where they stand by transitions that Postgres allows. */
@NullMarked
package dev.parley.agent.stored;

import org.jspecify.annotations.NullMarked;
