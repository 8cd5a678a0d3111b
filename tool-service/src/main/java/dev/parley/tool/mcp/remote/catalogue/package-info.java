/**
 * The tools of MCP servers as they were last seen, under names of Parley, and which of them were
 * approved as they are.
 */
@NullMarked
package dev.parley.tool.mcp.remote.catalogue;

import org.jspecify.annotations.NullMarked;
