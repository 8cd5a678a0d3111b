/** Calls tools of MCP servers, and says what came of it in the words of the ledger. */
@NullMarked
package dev.parley.tool.mcp.remote.call;

import org.jspecify.annotations.NullMarked;
