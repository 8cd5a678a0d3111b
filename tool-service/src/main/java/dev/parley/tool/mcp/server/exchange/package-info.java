/** One request while it is answered: who asks, what it says of itself, and the way back. */
@NullMarked
package dev.parley.tool.mcp.server.exchange;

import org.jspecify.annotations.NullMarked;
