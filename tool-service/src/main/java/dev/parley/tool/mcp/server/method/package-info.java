/** The methods of MCP, each standing on what is offered. */
@NullMarked
package dev.parley.tool.mcp.server.method;

import org.jspecify.annotations.NullMarked;
