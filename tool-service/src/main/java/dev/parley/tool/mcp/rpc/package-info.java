/** JSON-RPC 2.0, as MCP uses it: single messages, ids that are never null. */
@NullMarked
package dev.parley.tool.mcp.rpc;

import org.jspecify.annotations.NullMarked;
