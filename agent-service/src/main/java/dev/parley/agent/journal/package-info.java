/** The finished steps of runs. */
@NullMarked
package dev.parley.agent.journal;

import org.jspecify.annotations.NullMarked;
