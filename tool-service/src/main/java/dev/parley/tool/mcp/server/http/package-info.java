/** {@code POST /mcp}: one message in, an answer or a stream of server-sent events out. */
@NullMarked
package dev.parley.tool.mcp.server.http;

import org.jspecify.annotations.NullMarked;
