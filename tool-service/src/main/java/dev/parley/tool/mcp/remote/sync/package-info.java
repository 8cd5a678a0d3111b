/**
 * Keeps the tools of MCP servers in step: by polling, each server in its turn and by one process at
 * a time, and by listening where a server tells of changes.
 */
@NullMarked
package dev.parley.tool.mcp.remote.sync;

import org.jspecify.annotations.NullMarked;
