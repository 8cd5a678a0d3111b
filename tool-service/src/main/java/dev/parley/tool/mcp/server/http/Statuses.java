package dev.parley.tool.mcp.server.http;

import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;

/**
 * With which HTTP status an error goes out. What a method itself refuses is an answer like any
 * other; before 2026-07-28 so is a method that is unknown.
 */
final class Statuses {

    private Statuses() {}

    static int of(RpcError error, Revision revision) {
        return switch (error) {
            case PARSE_ERROR, INVALID_REQUEST, INVALID_META, HEADER_MISMATCH, UNSUPPORTED_VERSION ->
                    400;
            case SESSION_NOT_FOUND -> 404;
            case METHOD_NOT_FOUND -> revision.stateless() ? 404 : 200;
            case MISSING_CAPABILITY -> revision.stateless() ? 400 : 200;
            case INVALID_PARAMS, INTERNAL, RESOURCE_NOT_FOUND -> 200;
        };
    }
}
