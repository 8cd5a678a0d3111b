/** How MCP is written on the wire, whichever side writes: revisions, headers, reserved names. */
@NullMarked
package dev.parley.tool.mcp.protocol;

import org.jspecify.annotations.NullMarked;
