/** What operators see of the run queue, and how they handle it. */
@NullMarked
package dev.parley.agent.operations;

import org.jspecify.annotations.NullMarked;
