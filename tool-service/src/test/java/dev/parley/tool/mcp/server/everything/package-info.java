/**
 * A server that offers all that the protocol knows, as the official conformance suite expects it:
 * its tools, prompts and resources have the names and answers that the suite asks for.
 */
@NullMarked
package dev.parley.tool.mcp.server.everything;

import org.jspecify.annotations.NullMarked;
