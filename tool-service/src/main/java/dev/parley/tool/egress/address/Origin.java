package dev.parley.tool.egress.address;

/**
 * Scheme, host and port (RFC 6454): what credentials are for, and what a redirect may change.
 *
 * @param secure whether the scheme is https
 * @param host in its canonical form; an IPv6 address is in brackets
 * @param port 1 to 65535
 */
public record Origin(boolean secure, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static int standardPort(boolean secure) {
        return secure ? HTTPS : HTTP;
    }

    /** The value of the Host header: the port only where it is not the standard one. */
    public String hostHeader() {
        return port == standardPort(secure) ? host : host + ':' + port;
    }

    /** Whether the host is a name, not an address. */
    public boolean isNamed() {
        return !HostSyntax.isLiteral(host);
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + hostHeader();
    }
}
