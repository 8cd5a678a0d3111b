/**
 * Parley as an MCP server: {@code POST /mcp} in the revisions 2026-07-28 and 2025-11-25. This
 * package says how it is set up and what production offers; the packages below know nothing of
 * Parley's tools.
 */
@NullMarked
package dev.parley.tool.mcp.server;

import org.jspecify.annotations.NullMarked;
