package dev.parley.tool.egress.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts are read, and in which form they are kept. A resolver of the C library takes {@code
 * 127.1}, {@code 0x7f000001} and {@code 017700000001} for loopback; here digits are a host only as
 * a canonical dotted quad.
 */
final class HostSyntax {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern QUAD = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern NUMERIC_LABEL = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final int MAX_LENGTH = 253;

    private HostSyntax() {}

    /** The host in its one form: lower case, IPv6 in brackets and without abbreviation. */
    static String canonical(String host) throws AddressRefused {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return ipv6(lower);
        }
        if (lower.length() > MAX_LENGTH || !NAME.matcher(lower).matches()) {
            throw new AddressRefused(Refusal.MALFORMED);
        }
        String last = lower.substring(lower.lastIndexOf('.') + 1);
        if (NUMERIC_LABEL.matcher(last).matches() && !QUAD.matcher(lower).matches()) {
            throw new AddressRefused(Refusal.NUMERIC_HOST);
        }
        return lower;
    }

    /** Whether a canonical host is an address, not a name. */
    static boolean isLiteral(String host) {
        return host.startsWith("[") || QUAD.matcher(host).matches();
    }

    /** The address that a canonical literal is. */
    static InetAddress literal(String host) {
        return InetAddress.ofLiteral(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    /** An IPv4 address in IPv6 clothes is none: Java takes it off and would hide what was meant. */
    private static String ipv6(String host) throws AddressRefused {
        if (!host.endsWith("]") || host.indexOf('%') >= 0) {
            throw new AddressRefused(Refusal.NUMERIC_HOST);
        }
        try {
            if (literal(host) instanceof Inet6Address address) {
                return '[' + address.getHostAddress() + ']';
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw new AddressRefused(Refusal.NUMERIC_HOST);
        }
        throw new AddressRefused(Refusal.NUMERIC_HOST);
    }
}
