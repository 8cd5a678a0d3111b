/**
 * What goes into a call of something that is offered, and what comes out of it. Records are written
 * to the wire as they are, in the names of the protocol.
 */
@NullMarked
package dev.parley.tool.mcp.server.call;

import org.jspecify.annotations.NullMarked;
