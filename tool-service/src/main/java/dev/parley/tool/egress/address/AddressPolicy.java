package dev.parley.tool.egress.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which IP addresses are the public internet: those of IANA's unicast space that its
 * special-purpose registries (RFC 6890, IPv4 and IPv6 of 2025) do not name. Also those that the
 * registries call globally reachable are refused, as nobody offers a service there, but for NAT64
 * (RFC 6052), which counts as the IPv4 address within: behind DNS64 every IPv4 host has such an
 * address.
 */
final class AddressPolicy {

    private static final List<Prefix> SPECIAL_IPV4 =
            prefixes(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // Azure's own services; in no registry
                    "169.254.0.0/16", // link-local, and the metadata of every cloud
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.31.196.0/24", // AS112
                    "192.52.193.0/24", // AMT
                    "192.88.99.0/24", // 6to4 relays, deprecated
                    "192.168.0.0/16", // private
                    "192.175.48.0/24", // AS112
                    "198.18.0.0/15", // benchmarking
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4"); // reserved, and limited broadcast

    /**
     * What else there is, loopback, mapped, unique local, link-local and multicast, is not in it.
     */
    private static final Prefix GLOBAL_UNICAST_IPV6 = Prefix.of("2000::/3");

    private static final List<Prefix> SPECIAL_IPV6 =
            prefixes(
                    "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarking
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "2620:4f:8000::/48", // AS112
                    "3fff::/20"); // documentation

    private static final Prefix NAT64 = Prefix.of("64:ff9b::/96");
    private static final int NAT64_PREFIX_BYTES = 12;

    private AddressPolicy() {}

    /** Whether an address is one of the public internet. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.covers(bytes)) {
            bytes = Arrays.copyOfRange(bytes, NAT64_PREFIX_BYTES, bytes.length);
        }
        return bytes.length == 4
                ? noneCovers(SPECIAL_IPV4, bytes)
                : GLOBAL_UNICAST_IPV6.covers(bytes) && noneCovers(SPECIAL_IPV6, bytes);
    }

    private static boolean noneCovers(List<Prefix> prefixes, byte[] address) {
        return prefixes.stream().noneMatch(prefix -> prefix.covers(address));
    }

    private static List<Prefix> prefixes(String... cidrs) {
        return Stream.of(cidrs).map(Prefix::of).toList();
    }
}
