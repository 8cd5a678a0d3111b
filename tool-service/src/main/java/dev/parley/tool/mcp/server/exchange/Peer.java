package dev.parley.tool.mcp.server.exchange;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a request.
 *
 * @param revision what it speaks
 * @param caller on whose behalf, as the token says
 * @param features what its client can be asked for
 * @param session its session, in a revision that has sessions and if it has begun one
 */
public record Peer(
        Revision revision, Caller caller, ClientFeatures features, @Nullable String session) {}
