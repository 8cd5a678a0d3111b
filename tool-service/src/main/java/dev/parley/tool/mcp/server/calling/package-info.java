/**
 * Calls, each in the way of its revision: what a call needs of its client is asked by an answer
 * that says so, after which the client calls again; or, before 2026-07-28, while the client waits.
 */
@NullMarked
package dev.parley.tool.mcp.server.calling;

import org.jspecify.annotations.NullMarked;
