/** How requests to somebody else's server prove who sends them. */
@NullMarked
package dev.parley.tool.mcp.client.access;

import org.jspecify.annotations.NullMarked;
