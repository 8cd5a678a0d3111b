package dev.parley.tool.egress.body;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes gzip (RFC 1952), also several members in a row. The JDK's own stream calls itself once
 * for each member, so that a body of many empty ones ends in a stack overflow; this one goes round
 * a loop. What follows the last member is ignored, as clients do.
 */
final class GzipBody extends BlockInput {

    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int TIME_AND_SYSTEM_BYTES = 6;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[8192];
    private int at;
    private int limit;
    private boolean begun;
    private boolean ended;

    GzipBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (!begun) {
            begun = true;
            beginMember(next());
        }
        while (!ended) {
            int count = inflate(bytes, from, length);
            if (count > 0) {
                checksum.update(bytes, from, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
            } else {
                feed();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int from, int length) throws IOException {
        try {
            int count = inflater.inflate(bytes, from, length);
            if (inflater.needsDictionary()) {
                throw undecodable();
            }
            return count;
        } catch (DataFormatException e) {
            throw undecodable();
        }
    }

    private void feed() throws IOException {
        if (fill() == -1) {
            throw new EOFException("the body ends within a compressed block");
        }
        inflater.setInput(buffer, 0, limit);
        at = limit;
    }

    private void beginMember(int first) throws IOException {
        if (first != MAGIC_1 || next() != MAGIC_2 || next() != DEFLATE) {
            throw undecodable();
        }
        int flags = next();
        skip(TIME_AND_SYSTEM_BYTES);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.setInput(buffer, at, limit - at);
        at = limit;
    }

    private void endMember() throws IOException {
        at = limit - inflater.getRemaining();
        if (littleEndian() != checksum.getValue()
                || littleEndian() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw undecodable();
        }
        inflater.reset();
        checksum.reset();
        if (at == limit && fill() == -1) {
            ended = true;
        } else if ((buffer[at] & 0xFF) == MAGIC_1) {
            beginMember(next());
        } else {
            ended = true;
        }
    }

    private long littleEndian() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            value |= (long) next() << shift;
        }
        return value;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int unit = next();
        while (unit != 0) {
            unit = next();
        }
    }

    private int next() throws IOException {
        if (at == limit && fill() == -1) {
            throw new EOFException("the body ends within a gzip header or trailer");
        }
        return buffer[at++] & 0xFF;
    }

    private int fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        at = 0;
        limit = Math.max(count, 0);
        return count;
    }

    private static BodyRefused undecodable() {
        return new BodyRefused(BodyRefused.Fault.UNDECODABLE);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
