package dev.parley.tool.mcp.server.door;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides from where requests may come. A page whose name was made to mean this machine sends its
 * own name as {@code Host}, and its own address as {@code Origin}: neither is expected here.
 *
 * @param hosts names under which clients may call, in small letters
 * @param origins pages whose scripts may call, in small letters
 * @param local whether only this machine can reach the service, so that its own names and pages
 *     count, too
 */
record Door(Set<String> hosts, Set<String> origins, boolean local) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** What to do with a request. */
    enum Verdict {
        OPEN,
        FOREIGN_HOST,
        FOREIGN_ORIGIN
    }

    /** Whether a service that listens on this address can be reached from this machine only. */
    static boolean isLocal(String address) {
        return LOOPBACK.contains(address.toLowerCase(Locale.ROOT));
    }

    /** Judges a request by its headers; programs send no origin. */
    Verdict judge(@Nullable String host, @Nullable String origin) {
        if (host == null || !allowsHost(withoutPort(host.toLowerCase(Locale.ROOT)))) {
            return Verdict.FOREIGN_HOST;
        }
        return origin == null || allowsOrigin(origin.toLowerCase(Locale.ROOT))
                ? Verdict.OPEN
                : Verdict.FOREIGN_ORIGIN;
    }

    private boolean allowsHost(String name) {
        return hosts.contains(name) || (local && LOOPBACK.contains(name));
    }

    private boolean allowsOrigin(String origin) {
        return origins.contains(origin) || (local && isLocalPage(origin));
    }

    private static boolean isLocalPage(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
