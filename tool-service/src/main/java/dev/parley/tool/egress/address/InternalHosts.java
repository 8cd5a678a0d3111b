package dev.parley.tool.egress.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The hosts that an operator lets requests go to although they are not public, port by port. */
public final class InternalHosts {

    private final Set<HostAndPort> allowed;

    private InternalHosts(Set<HostAndPort> allowed) {
        this.allowed = allowed;
    }

    /**
     * Reads entries such as {@code wiki.internal:8443}, {@code 10.0.0.7:80} and {@code
     * [fd00::1]:80}.
     *
     * @throws IllegalArgumentException for an entry that is not a host with a port
     */
    public static InternalHosts of(Collection<String> entries) {
        return new InternalHosts(
                entries.stream().map(InternalHosts::read).collect(Collectors.toUnmodifiableSet()));
    }

    boolean allow(Origin origin) {
        return allowed.contains(new HostAndPort(origin.host(), origin.port()));
    }

    private static HostAndPort read(String entry) {
        try {
            URI uri = new URI("http://" + entry.strip());
            boolean bare = uri.getRawPath().isEmpty() && uri.getRawUserInfo() == null;
            boolean hasPort = uri.getPort() >= 1 && uri.getPort() <= 65_535;
            if (uri.getHost() != null && hasPort && bare) {
                return new HostAndPort(HostSyntax.canonical(uri.getHost()), uri.getPort());
            }
        } catch (URISyntaxException | AddressRefused notAHost) {
            throw malformed(entry);
        }
        throw malformed(entry);
    }

    private static IllegalArgumentException malformed(String entry) {
        return new IllegalArgumentException(
                "An internal host must be host:port, such as wiki.internal:8443; \""
                        + entry
                        + "\" is not.");
    }

    private record HostAndPort(String host, int port) {}
}
