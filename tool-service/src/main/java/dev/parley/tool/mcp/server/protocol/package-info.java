/** How MCP is written: revisions, parameters, headers. */
@NullMarked
package dev.parley.tool.mcp.server.protocol;

import org.jspecify.annotations.NullMarked;
