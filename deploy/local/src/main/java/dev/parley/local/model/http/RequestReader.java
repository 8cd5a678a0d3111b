package dev.parley.local.model.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests off one connection, bounded in size and time. */
final class RequestReader {

    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration READ = Duration.ofSeconds(15);
    private static final long WHOLE_REQUEST_NANOS = Duration.ofSeconds(60).toNanos();
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final ClientSocket socket;
    private final int maxBody;
    private final StringBuilder line = new StringBuilder(128);
    private long deadline;

    RequestReader(ClientSocket socket, int maxBody) {
        this.socket = socket;
        this.maxBody = maxBody;
    }

    /**
     * The next request; empty when the client closed, or was idle for too long, between two
     * requests.
     */
    Optional<HttpRequest> next() throws IOException {
        socket.readTimeout(IDLE);
        int first;
        try {
            first = socket.read();
        } catch (SocketTimeoutException idle) {
            return Optional.empty();
        }
        if (first < 0) {
            return Optional.empty();
        }
        socket.readTimeout(READ);
        deadline = System.nanoTime() + WHOLE_REQUEST_NANOS;
        return Optional.of(read(readLine(first)));
    }

    private HttpRequest read(String requestLine) throws IOException {
        String[] parts = requestLine.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new RefusedRequest(400, "This is not an HTTP/1.1 request line.");
        }
        Map<String, String> headers = headers();
        byte[] body = body(headers);
        int query = parts[1].indexOf('?');
        String path = query < 0 ? parts[1] : parts[1].substring(0, query);
        return new HttpRequest(parts[0], path, parts[2].equals("HTTP/1.0"), headers, body);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String text = readLine(); !text.isEmpty(); text = readLine()) {
            int colon = text.indexOf(':');
            if (colon <= 0 || headers.size() >= MAX_HEADERS) {
                throw new RefusedRequest(
                        431, "A header is malformed or there are too many headers.");
            }
            String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.put(name, text.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            socket.write(CONTINUE, 0, CONTINUE.length);
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunkedBody();
        }
        int length = number(headers.getOrDefault("content-length", "0"), 10);
        byte[] body = new byte[length];
        readInto(body);
        return body;
    }

    private byte[] chunkedBody() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            if (body.size() + size > maxBody) {
                throw tooLarge();
            }
            byte[] chunk = new byte[size];
            readInto(chunk);
            body.write(chunk, 0, size);
            readLine();
        }
        while (!readLine().isEmpty()) {
            checkDeadline(); // trailers are read and ignored
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String text = readLine();
        int extension = text.indexOf(';');
        return number((extension < 0 ? text : text.substring(0, extension)).strip(), 16);
    }

    private void readInto(byte[] target) throws IOException {
        for (int done = 0; done < target.length; ) {
            int part = Math.min(64 * 1024, target.length - done);
            socket.readFully(target, done, part);
            done += part;
            checkDeadline();
        }
    }

    private int number(String text, int radix) throws IOException {
        long number;
        try {
            number = Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw new RefusedRequest(400, "The length of the body is not a number.");
        }
        if (number < 0 || number > maxBody) {
            throw number < 0 ? new RefusedRequest(400, "The length is negative.") : tooLarge();
        }
        return (int) number;
    }

    private RefusedRequest tooLarge() {
        return new RefusedRequest(413, "The body is larger than " + maxBody + " bytes.");
    }

    private String readLine() throws IOException {
        return readLine(socket.read());
    }

    private String readLine(int first) throws IOException {
        line.setLength(0);
        for (int next = first; next != '\n'; next = socket.read()) {
            if (next < 0) {
                throw new ClientGone("the request ended early");
            }
            if (line.length() >= MAX_LINE) {
                throw new RefusedRequest(
                        431, "A header line is longer than " + MAX_LINE + " bytes.");
            }
            line.append((char) next);
        }
        checkDeadline();
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    private void checkDeadline() throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new RefusedRequest(408, "The request took too long to arrive.");
        }
    }
}
