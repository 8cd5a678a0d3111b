package dev.parley.tool.egress.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A body as it is meant: decompressed, and no longer than allowed. A body that grows too much as it
 * is decompressed ends early, long before it is as large as it could be.
 */
public final class BoundedBody extends BlockInput {

    /** Below this nothing is called a bomb: small texts may well be very uniform. */
    private static final long RATIO_COUNTS_FROM = 1L << 20;

    private static final int ZLIB_METHOD = 0x0F;
    private static final int ZLIB_DEFLATE = 8;

    private final RawBody raw;
    private final InputStream decoded;
    private final BodyLimits limits;
    private final boolean compressed;
    private long count;

    private BoundedBody(RawBody raw, InputStream decoded, BodyLimits limits, boolean compressed) {
        this.raw = raw;
        this.decoded = decoded;
        this.limits = limits;
        this.compressed = compressed;
    }

    /**
     * Reads a body.
     *
     * @param encodings the values of Content-Encoding, at most one of which may be a compression
     */
    public static BoundedBody of(InputStream in, List<String> encodings, BodyLimits limits)
            throws IOException {
        RawBody raw = new RawBody(in, limits.maxBytes());
        List<String> codings =
                encodings.stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                        .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                        .toList();
        if (codings.isEmpty()) {
            return new BoundedBody(raw, raw, limits, false);
        }
        if (codings.size() > 1) {
            throw new BodyRefused(BodyRefused.Fault.UNDECODABLE);
        }
        return new BoundedBody(raw, decoder(codings.getFirst(), raw), limits, true);
    }

    private static InputStream decoder(String coding, RawBody raw) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip" -> new GzipBody(raw);
            case "deflate" -> inflated(raw);
            default -> throw new BodyRefused(BodyRefused.Fault.UNDECODABLE);
        };
    }

    /** By the standard it is zlib (RFC 1950); some servers leave that wrapping off. */
    private static InputStream inflated(RawBody raw) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, 1);
        int first = in.read();
        if (first == -1) {
            return InputStream.nullInputStream();
        }
        in.unread(first);
        return new InflaterInputStream(in, new Inflater((first & ZLIB_METHOD) != ZLIB_DEFLATE));
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = readDecoded(bytes, from, length);
        if (read == -1) {
            return -1;
        }
        count += read;
        if (count > limits.maxBytes()) {
            throw new BodyRefused(BodyRefused.Fault.TOO_LARGE);
        }
        if (compressed
                && count > RATIO_COUNTS_FROM
                && count / Math.max(1, raw.count()) >= limits.maxRatio()) {
            throw new BodyRefused(BodyRefused.Fault.EXPANDS);
        }
        return read;
    }

    private int readDecoded(byte[] bytes, int from, int length) throws IOException {
        try {
            return decoded.read(bytes, from, length);
        } catch (ZipException e) {
            throw new BodyRefused(BodyRefused.Fault.UNDECODABLE);
        }
    }

    /** Whether nothing of the body is left on the connection. */
    public boolean isExhausted() {
        return raw.ended();
    }

    /** Frees the decoder; what is beneath stays as it is. */
    @Override
    public void close() {
        if (decoded instanceof GzipBody gzip) {
            gzip.close();
        }
    }
}
