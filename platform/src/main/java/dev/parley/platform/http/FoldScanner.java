package dev.parley.platform.http;

import io.netty.buffer.ByteBuf;

/**
 * Finds a folded header line (RFC 9112, section 5.2), which Netty would silently join, in the bytes
 * of a request's head.
 */
final class FoldScanner {

    private int previous;
    private boolean lineEmpty = true;
    private boolean done;

    void restart() {
        previous = 0;
        lineEmpty = true;
        done = false;
    }

    /**
     * Whether the head, as far as it has come, has a folded line. Does not move the buffer's
     * reader.
     */
    boolean foundIn(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex() && !done; i++) {
            byte current = bytes.getByte(i);
            if (previous == '\n' && (current == ' ' || current == '\t')) {
                return true;
            }
            if (current == '\n') {
                done = lineEmpty && previous != 0;
                lineEmpty = true;
            } else if (current != '\r') {
                lineEmpty = false;
            }
            previous = current;
        }
        return false;
    }
}
