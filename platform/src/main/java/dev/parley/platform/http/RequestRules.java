package dev.parley.platform.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The pure judgement over a request's head (RFC 9112): what is broken, ambiguous or oversize, and
 * with which status.
 */
final class RequestRules {

    static final int ACCEPTABLE = 0;

    private static final int MAX_HEADERS = 100;
    static final long MAX_BODY = 1 << 20;

    private static final Pattern MEDIA_RANGE =
            Pattern.compile("\\s*[\\w!#$&^*+.-]+/[\\w!#$&^*+.-]+\\s*(;|$)");

    /** Three parts of a signed token, none of them empty. */
    private static final Pattern TOKEN =
            Pattern.compile("(?i:bearer) +[\\w-]+\\.[\\w-]+\\.[\\w-]+\\s*");

    private static final String NEVER_RAW = "{}|\\^\"<>`";

    private RequestRules() {}

    /** The status to refuse with, or {@link #ACCEPTABLE}. */
    static int judge(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        HttpHeaders headers = request.headers();
        if (headers.entries().size() > MAX_HEADERS) {
            return 431;
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return 400;
        }
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return 400;
        }
        int framing = framing(headers);
        if (framing != ACCEPTABLE) {
            return framing;
        }
        int named = namedValues(headers);
        return named == ACCEPTABLE ? target(request) : named;
    }

    private static int undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException tooLong -> 414;
            case TooLongHttpHeaderException tooLong -> 431;
            default -> 400;
        };
    }

    /**
     * How the body is delimited must be beyond doubt, or the next request on the connection is in
     * doubt, too.
     */
    private static int framing(HttpHeaders headers) {
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (!encodings.isEmpty()
                && (encodings.size() > 1
                        || !encodings.getFirst().strip().equalsIgnoreCase("chunked"))) {
            return 501;
        }
        if (lengths.size() > 1 || (!lengths.isEmpty() && !encodings.isEmpty())) {
            return 400;
        }
        if (lengths.isEmpty()) {
            return ACCEPTABLE;
        }
        String length = lengths.getFirst().strip();
        if (!length.matches("\\d{1,18}")) {
            return 400;
        }
        return Long.parseLong(length) > MAX_BODY ? 413 : ACCEPTABLE;
    }

    /** Headers that layers behind would stumble over. */
    private static int namedValues(HttpHeaders headers) {
        for (String accept : headers.getAll(HttpHeaderNames.ACCEPT)) {
            for (String range : accept.split(",")) {
                if (!range.isBlank() && !MEDIA_RANGE.matcher(range).lookingAt()) {
                    return 400;
                }
            }
        }
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        boolean bearer =
                authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return bearer && !TOKEN.matcher(authorization).matches() ? 401 : ACCEPTABLE;
    }

    private static int target(HttpRequest request) {
        String uri = request.uri();
        if (!uri.startsWith("/")) {
            boolean asterisk = uri.equals("*") && request.method().equals(HttpMethod.OPTIONS);
            return asterisk ? ACCEPTABLE : absolute(request, uri);
        }
        return wellEncoded(uri) ? ACCEPTABLE : 400;
    }

    /**
     * An absolute address is for proxies; here it must at least name the host that the request was
     * sent to.
     */
    private static int absolute(HttpRequest request, String uri) {
        String host = request.headers().get(HttpHeaderNames.HOST);
        boolean same =
                host != null
                        && (uri.startsWith("http://" + host + '/')
                                || uri.startsWith("https://" + host + '/'));
        if (!uri.startsWith("http://") && !uri.startsWith("https://")) {
            return 400;
        }
        return same && wellEncoded(uri) ? ACCEPTABLE : 421;
    }

    /** Every % begins an escape, and none hides a NUL; no raw control or non-ASCII characters. */
    private static boolean wellEncoded(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c >= 0x7f || NEVER_RAW.indexOf(c) >= 0) {
                return false;
            }
            if (c == '%') {
                if (i + 2 >= uri.length()
                        || !isHex(uri.charAt(i + 1))
                        || !isHex(uri.charAt(i + 2))) {
                    return false;
                }
                if (uri.charAt(i + 1) == '0' && uri.charAt(i + 2) == '0') {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x7f;
    }
}
