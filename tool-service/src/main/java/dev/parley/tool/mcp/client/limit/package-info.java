/** What a conversation with somebody else's server may take: time, size, and whoever ends it. */
@NullMarked
package dev.parley.tool.mcp.client.limit;

import org.jspecify.annotations.NullMarked;
