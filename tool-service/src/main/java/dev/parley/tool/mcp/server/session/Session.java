package dev.parley.tool.mcp.server.session;

import dev.parley.tool.mcp.server.call.ClientFeatures;

/**
 * What was agreed on in a handshake.
 *
 * @param id as the client names it
 * @param features what the client can be asked for
 */
public record Session(String id, ClientFeatures features) {}
