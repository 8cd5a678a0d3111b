/**
 * Calls that outlast their requests (extension {@code io.modelcontextprotocol/tasks}): kept in
 * Postgres, so that any replica can say how far they are.
 */
@NullMarked
package dev.parley.tool.mcp.server.task;

import org.jspecify.annotations.NullMarked;
