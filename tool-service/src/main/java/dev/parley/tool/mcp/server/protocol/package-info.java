/** What requests of clients hold: parameters, and what they say of themselves. */
@NullMarked
package dev.parley.tool.mcp.server.protocol;

import org.jspecify.annotations.NullMarked;
