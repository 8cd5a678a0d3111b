/** What this service asks of tool-service. */
@NullMarked
package dev.parley.agent.toolbox;

import org.jspecify.annotations.NullMarked;
