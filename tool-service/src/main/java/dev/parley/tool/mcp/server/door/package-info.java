/**
 * Who may knock at the MCP endpoint at all: from which pages, under which names, with whose tokens,
 * and where clients get one.
 */
@NullMarked
package dev.parley.tool.mcp.server.door;

import org.jspecify.annotations.NullMarked;
