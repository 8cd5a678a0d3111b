/**
 * Parley as a client of MCP servers that tenants name, over streamable HTTP in the revisions
 * 2026-07-28 and 2025-11-25. Takes nothing that a server says for granted.
 */
@NullMarked
package dev.parley.tool.mcp.client;

import org.jspecify.annotations.NullMarked;
