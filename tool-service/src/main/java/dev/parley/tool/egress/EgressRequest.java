package dev.parley.tool.egress;

import dev.parley.tool.egress.address.UrlText;
import dev.parley.tool.egress.address.WebAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to send.
 *
 * @param secretQuery encoded parameters that only the first origin gets and nobody else sees
 */
public record EgressRequest(
        Method method,
        WebAddress address,
        RequestHeaders headers,
        @Nullable String secretQuery,
        @Nullable RequestBody body) {

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9._~%=&-]+");

    public EgressRequest {
        if (secretQuery != null && !ENCODED.matcher(secretQuery).matches()) {
            throw new IllegalArgumentException("the secret query must be encoded");
        }
    }

    /** A request without a body. */
    public static EgressRequest of(Method method, WebAddress address) {
        return new EgressRequest(method, address, RequestHeaders.NONE, null, null);
    }

    /** With a body. */
    public EgressRequest with(RequestBody content) {
        return new EgressRequest(method, address, headers, secretQuery, content);
    }

    /** With one more header; see {@link RequestHeaders#with} for what is refused. */
    public EgressRequest withHeader(String name, String value) {
        return with(headers.with(name, value));
    }

    /** With one more header that no other origin gets, whatever redirects say. */
    public EgressRequest withSecretHeader(String name, String value) {
        return with(headers.withSecret(name, value));
    }

    /** With one more query parameter that is in no log, and in no address that an answer tells. */
    public EgressRequest withSecretQuery(String name, String value) {
        String pair = UrlText.query(name) + '=' + UrlText.query(value);
        return new EgressRequest(
                method,
                address,
                headers,
                secretQuery == null ? pair : secretQuery + '&' + pair,
                body);
    }

    private EgressRequest with(RequestHeaders changed) {
        return new EgressRequest(method, address, changed, secretQuery, body);
    }

    /** The request line's target: path and query, the secret part included. */
    String target() {
        String target = address.target();
        if (secretQuery == null) {
            return target;
        }
        return target + (target.indexOf('?') < 0 ? '?' : '&') + secretQuery;
    }

    /** Method and origin; all else may hold secrets. */
    @Override
    public String toString() {
        return method + " " + address;
    }
}
