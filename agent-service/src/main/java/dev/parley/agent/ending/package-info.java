/** What ends a run beside its worker: cancellation, and the scheduler at a deadline. */
@NullMarked
package dev.parley.agent.ending;

import org.jspecify.annotations.NullMarked;
