/** The execution of a run: context, model, tools, journal, events. */
@NullMarked
package dev.parley.agent.run;

import org.jspecify.annotations.NullMarked;
