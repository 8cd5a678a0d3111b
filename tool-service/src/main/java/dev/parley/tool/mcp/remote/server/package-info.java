/** The MCP servers that tenants have named: stored, shown, and connected to. */
@NullMarked
package dev.parley.tool.mcp.remote.server;

import org.jspecify.annotations.NullMarked;
