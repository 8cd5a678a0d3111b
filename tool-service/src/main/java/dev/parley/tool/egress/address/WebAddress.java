package dev.parley.tool.egress.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An http or https URL that leaves no doubt which host it means. Whether that host may be asked is
 * another question, see {@link Vetting}. A fragment is dropped.
 */
public final class WebAddress {

    private static final int MAX_LENGTH = 8_000;

    private final Origin origin;
    private final String path;
    private final @Nullable String query;

    private WebAddress(Origin origin, String path, @Nullable String query) {
        this.origin = origin;
        this.path = path;
        this.query = query;
    }

    /** Reads a URL. */
    public static WebAddress parse(String text) throws AddressRefused {
        if (text.length() > MAX_LENGTH) {
            throw new AddressRefused(Refusal.MALFORMED);
        }
        try {
            return of(new URI(new URI(text).toASCIIString()));
        } catch (URISyntaxException e) {
            throw new AddressRefused(Refusal.MALFORMED);
        }
    }

    private static WebAddress of(URI uri) throws AddressRefused {
        Origin origin = origin(uri);
        String fragment = Objects.requireNonNullElse(uri.getRawFragment(), "");
        if (fragment.indexOf('@') >= 0) {
            // To a parser that does not stop at the number sign, what is before it is a user.
            throw new AddressRefused(Refusal.MALFORMED);
        }
        String path = uri.getRawPath();
        return new WebAddress(
                origin, path == null || path.isEmpty() ? "/" : path, uri.getRawQuery());
    }

    private static Origin origin(URI uri) throws AddressRefused {
        boolean secure = isSecure(uri.getScheme());
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            throw new AddressRefused(Refusal.USER_INFO);
        }
        // Java finds no host where it does not understand one; others would.
        if (uri.getHost() == null) {
            throw new AddressRefused(Refusal.MALFORMED);
        }
        String host = HostSyntax.canonical(uri.getHost());
        int port = uri.getPort() == -1 ? Origin.standardPort(secure) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new AddressRefused(Refusal.PORT);
        }
        return new Origin(secure, host, port);
    }

    private static boolean isSecure(@Nullable String scheme) throws AddressRefused {
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> false;
            default -> throw new AddressRefused(Refusal.SCHEME);
        };
    }

    /** The address that a reference, such as a Location header, means from here. */
    public WebAddress resolve(String reference) throws AddressRefused {
        if (reference.length() > MAX_LENGTH) {
            throw new AddressRefused(Refusal.MALFORMED);
        }
        // Java drops the last segment of the path for a bare query (RFC 2396); RFC 3986 does not.
        String whole = reference.startsWith("?") ? path + reference : reference;
        try {
            return parse(new URI(url()).resolve(new URI(whole)).toString());
        } catch (URISyntaxException e) {
            throw new AddressRefused(Refusal.MALFORMED);
        }
    }

    /** The address one segment further down; the text is encoded, whatever it holds. */
    public WebAddress withSegment(String text) {
        String parent = path.endsWith("/") ? path : path + '/';
        return new WebAddress(origin, parent + UrlText.segment(text), query);
    }

    /** The address with one more query parameter; both texts are encoded, whatever they hold. */
    public WebAddress withQuery(String name, String value) {
        String pair = UrlText.query(name) + '=' + UrlText.query(value);
        return new WebAddress(
                origin, path, query == null || query.isEmpty() ? pair : query + '&' + pair);
    }

    /** Who is asked. */
    public Origin origin() {
        return origin;
    }

    /** What is asked for: path and query as they stand in the request line. */
    public String target() {
        return query == null ? path : path + '?' + query;
    }

    /** The whole address. It may hold what is nobody else's business: not for logs. */
    public String url() {
        return origin + target();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WebAddress that && url().equals(that.url());
    }

    @Override
    public int hashCode() {
        return url().hashCode();
    }

    /** Without path and query, which may hold secrets. */
    @Override
    public String toString() {
        return origin + "/…";
    }
}
