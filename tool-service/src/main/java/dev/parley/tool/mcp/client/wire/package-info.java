/**
 * Messages to and from somebody else's server over HTTP: one exchange, read as far as trust goes.
 */
@NullMarked
package dev.parley.tool.mcp.client.wire;

import org.jspecify.annotations.NullMarked;
