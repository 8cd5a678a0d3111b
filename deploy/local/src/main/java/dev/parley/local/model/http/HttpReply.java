package dev.parley.local.model.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to one request: either {@link #send sent} whole, or {@link #startStream started} and
 * written in pieces, or {@link #cut cut} on purpose. Not for use by several threads.
 */
public final class HttpReply {

    private static final byte[] NOTHING = {};
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final ClientSocket socket;
    private final boolean http10;
    private byte[] pendingHead = NOTHING;
    private boolean close;
    private boolean started;

    HttpReply(ClientSocket socket, boolean http10, boolean close) {
        this.socket = socket;
        this.http10 = http10;
        this.close = close;
    }

    /**
     * Whether any part of the answer has been sent, so that its status can't be changed any more.
     */
    public boolean started() {
        return started;
    }

    boolean mustClose() {
        return close;
    }

    public void send(int status, String contentType, byte[] body) throws IOException {
        send(status, contentType, body, Map.of());
    }

    public void send(int status, String contentType, byte[] body, Map<String, String> headers)
            throws IOException {
        sendFirst(status, contentType, body, body.length, headers);
    }

    /** Announces the whole body, sends only its first bytes and breaks the connection. */
    public void cutAfter(String contentType, byte[] body, int bytes) throws IOException {
        close = true;
        sendFirst(200, contentType, body, Math.min(bytes, body.length), Map.of());
    }

    private void sendFirst(
            int status, String contentType, byte[] body, int bytes, Map<String, String> headers)
            throws IOException {
        StringBuilder head = head(status, contentType);
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + bytes];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, bytes);
        started = true;
        socket.write(all, 0, all.length);
    }

    /** Starts an answer of unknown length; its head leaves with the first {@link #write}. */
    public void startStream(String contentType) throws IOException {
        StringBuilder head = head(200, contentType).append("Cache-Control: no-cache\r\n");
        if (http10) {
            close = true; // without chunks only the end of the connection can end the answer
        } else {
            head.append("Transfer-Encoding: chunked\r\n");
        }
        pendingHead = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        started = true;
    }

    /** Sends a piece of a started stream at once. */
    public void write(byte[] bytes) throws IOException {
        send(bytes, NOTHING);
    }

    /**
     * Sends the last piece of a started stream; only an ended one leaves the connection open for
     * the next request.
     */
    public void writeLast(byte[] bytes) throws IOException {
        send(bytes, http10 ? NOTHING : LAST_CHUNK);
    }

    private void send(byte[] bytes, byte[] end) throws IOException {
        byte[] size = Integer.toHexString(bytes.length).getBytes(StandardCharsets.ISO_8859_1);
        int length = pendingHead.length + size.length + bytes.length + 4 + end.length;
        ByteBuffer piece = ByteBuffer.allocate(length).put(pendingHead);
        if (http10) {
            piece.put(bytes);
        } else if (bytes.length > 0) {
            piece.put(size).put(CRLF).put(bytes).put(CRLF);
        }
        piece.put(end);
        pendingHead = NOTHING;
        socket.write(piece.array(), 0, piece.position());
    }

    /** Breaks the connection instead of ending the answer. */
    public void cut() {
        close = true;
    }

    /** Waits until {@code System.nanoTime()} reaches the deadline; a client that leaves ends it. */
    public void pauseUntil(long deadline) throws IOException {
        socket.pauseUntil(deadline);
    }

    private StringBuilder head(int status, String contentType) {
        StringBuilder head = new StringBuilder(192).append("HTTP/1.1 ").append(status).append(' ');
        head.append(status < 400 ? "OK" : "Refused").append("\r\nContent-Type: ");
        head.append(contentType).append("\r\n");
        return close ? head.append("Connection: close\r\n") : head;
    }
}
