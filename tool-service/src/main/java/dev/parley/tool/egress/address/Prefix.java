package dev.parley.tool.egress.address;

import java.net.InetAddress;

/**
 * A network of IP addresses.
 *
 * @param network its first address
 * @param bits how many bits of an address name the network
 */
record Prefix(InetAddress network, int bits) {

    /** Reads {@code 10.0.0.0/8} or {@code fc00::/7}. */
    static Prefix of(String cidr) {
        int slash = cidr.indexOf('/');
        return new Prefix(
                InetAddress.ofLiteral(cidr.substring(0, slash)),
                Integer.parseInt(cidr.substring(slash + 1)));
    }

    /** Whether an address, as its bytes, is in the network; one of the other family never is. */
    boolean covers(byte[] address) {
        byte[] first = network.getAddress();
        if (first.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (first[i] != address[i]) {
                return false;
            }
        }
        int rest = 8 - bits % 8;
        return rest == 8 || (first[whole] & 0xFF) >> rest == (address[whole] & 0xFF) >> rest;
    }
}
