package dev.parley.tool.egress.wire;

import dev.parley.tool.egress.address.Origin;
import java.net.InetAddress;

/**
 * Where a connection leads, and as whom: it is used again only for a request with the same scheme,
 * host and port that was vetted to the same address.
 */
public record Route(Origin origin, InetAddress address) {

    @Override
    public String toString() {
        return origin.toString();
    }
}
