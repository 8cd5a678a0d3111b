/** Calls of what is offered, while they run and between their rounds. */
@NullMarked
package dev.parley.tool.mcp.server.calling;

import org.jspecify.annotations.NullMarked;
