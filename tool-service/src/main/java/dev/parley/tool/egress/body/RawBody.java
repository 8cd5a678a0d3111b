package dev.parley.tool.egress.body;

import java.io.IOException;
import java.io.InputStream;

/** A body as it comes, counted: no more than may be, and with a memory of whether it has ended. */
final class RawBody extends BlockInput {

    private final InputStream in;
    private final long maxBytes;
    private long count;
    private boolean ended;

    RawBody(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    long count() {
        return count;
    }

    boolean ended() {
        return ended;
    }

    /** Asks for one byte more than may come, so that the end can be told from too much. */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        long room = maxBytes - count + 1;
        int read = in.read(bytes, from, (int) Math.min(length, room));
        if (read == -1) {
            ended = true;
            return -1;
        }
        count += read;
        if (count > maxBytes) {
            throw new BodyRefused(BodyRefused.Fault.TOO_LARGE);
        }
        return read;
    }
}
