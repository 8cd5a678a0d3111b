/** Calls of what is offered, while they run and between their rounds. */
@NullMarked
package dev.parley.tool.mcp.server.invocation;

import org.jspecify.annotations.NullMarked;
