package dev.parley.tool.mcp.server.call;

import dev.parley.platform.caller.Caller;

/**
 * The circumstances of a call.
 *
 * @param caller who calls, as the token says
 * @param client what the client can be asked for
 * @param inputs what it answered in an earlier round
 * @param feedback where to tell how far the call has come
 */
public record McpCall(Caller caller, ClientFeatures client, Inputs inputs, Feedback feedback) {}
