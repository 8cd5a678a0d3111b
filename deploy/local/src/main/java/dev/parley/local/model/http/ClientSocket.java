package dev.parley.local.model.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One client's connection: buffered reads under deadlines, and waits that notice the client
 * leaving.
 */
final class ClientSocket {

    private static final int BUFFER = 16 * 1024;

    /** How much of a refused request is still read, and for how long. */
    private static final long MAX_LINGER_BYTES = 64L << 20;

    private static final Duration MAX_LINGER = Duration.ofSeconds(2);

    /** Shorter waits don't look for the client: the write that follows finds out just as soon. */
    private static final long WATCHED_NANOS = Duration.ofMillis(20).toNanos();

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private int timeoutMillis = -1;

    ClientSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    void readTimeout(Duration timeout) throws IOException {
        int millis = (int) timeout.toMillis();
        if (millis != timeoutMillis) {
            socket.setSoTimeout(millis);
            timeoutMillis = millis;
        }
    }

    /** The next byte, or -1 at the end of the stream. */
    int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    void readFully(byte[] target, int offset, int length) throws IOException {
        int done = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, done);
        position += done;
        while (done < length) {
            int read = in.read(target, offset + done, length - done);
            if (read < 0) {
                throw new ClientGone("the body ended early");
            }
            done += read;
        }
    }

    void write(byte[] bytes, int offset, int length) throws ClientGone {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    /**
     * Says that nothing more comes, and reads on for a bounded while: closing with bytes unread
     * resets the connection, and a client that still sends would never see its answer.
     */
    void linger() throws IOException {
        socket.shutdownOutput();
        readTimeout(MAX_LINGER);
        long deadline = System.nanoTime() + MAX_LINGER.toNanos();
        long left = MAX_LINGER_BYTES;
        int read;
        do {
            read = in.read(buffer, 0, buffer.length);
            left -= read;
        } while (read >= 0 && left > 0 && System.nanoTime() - deadline < 0);
    }

    /**
     * Waits until {@code System.nanoTime()} reaches the deadline; throws as soon as the client has
     * left.
     */
    void pauseUntil(long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        while (left > WATCHED_NANOS && position == limit) {
            watch(Duration.ofNanos(left));
            left = deadline - System.nanoTime();
        }
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
    }

    private void watch(Duration time) throws IOException {
        readTimeout(time);
        try {
            if (!fill()) {
                throw new ClientGone("the client left while the answer was being prepared");
            }
        } catch (SocketTimeoutException e) {
            return; // the wait is over, and the client still there
        } catch (ClientGone e) {
            throw e;
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(read, 0);
        return read > 0;
    }
}
