package dev.parley.tool.mcp.client.oauth.discovery;

import dev.parley.tool.egress.address.WebAddress;

/** The paths that well-known addresses are made of. */
final class WellKnown {

    private WellKnown() {}

    /** The path of an address without a slash at its end; empty for that of a whole host. */
    static String path(WebAddress address) {
        String target = address.target();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
