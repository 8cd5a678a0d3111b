/**
 * A conversation with somebody else's server, in whichever revision it speaks: agreeing on one,
 * asking, listening, and beginning anew when the server has forgotten.
 */
@NullMarked
package dev.parley.tool.mcp.client.session;

import org.jspecify.annotations.NullMarked;
