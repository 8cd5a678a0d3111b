package dev.parley.tool.testing;

import dev.parley.tool.testing.HostileServer.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What a {@link HostileServer} can do to its clients. */
public final class Answers {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private Answers() {}

    /** As it should be: request by request on one connection, each answered alike. */
    public static Behaviour whole(String status, String headers, byte[] body) {
        byte[] head =
                ("HTTP/1.1 "
                                + status
                                + "\r\nContent-Length: "
                                + body.length
                                + "\r\n"
                                + headers
                                + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        return peer -> {
            while (true) {
                peer.readRequest();
                peer.send(head);
                peer.send(peer.asksForHeadOnly() ? new byte[0] : body);
            }
        };
    }

    /** As it should be, with text. */
    public static Behaviour text(String body) {
        return whole(
                "200 OK",
                "Content-Type: text/plain; charset=utf-8\r\n",
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** A redirect. */
    public static Behaviour redirect(int status, String location) {
        return whole(status + " Elsewhere", "Location: " + location + "\r\n", new byte[0]);
    }

    /** Whatever bytes, after the request was read; then the end. */
    public static Behaviour raw(String bytes) {
        return peer -> {
            peer.readRequest();
            peer.send(bytes);
        };
    }

    /** Closes without a look at the request. */
    public static Behaviour closesAtOnce() {
        return peer -> {};
    }

    /** Resets after the request was read. */
    public static Behaviour resets() {
        return peer -> {
            peer.readRequest();
            peer.reset();
        };
    }

    /** Takes the connection and never says a word. */
    public static Behaviour silence() {
        return Peer::hang;
    }

    /** Begins an answer and stops. */
    public static Behaviour stopsAfter(String bytes) {
        return peer -> {
            peer.readRequest();
            peer.send(bytes);
            peer.hang();
        };
    }

    /** An answer, one byte at a time. */
    public static Behaviour drips(String answer, Duration pause) {
        return peer -> {
            peer.readRequest();
            peer.drip(answer, pause);
        };
    }

    /** A body without an end. */
    public static Behaviour endless() {
        return peer -> {
            peer.readRequest();
            peer.send(CHUNKED);
            String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
            while (true) {
                peer.send(chunk);
            }
        };
    }

    /** Informational answers without an end. */
    public static Behaviour endlessHints() {
        return peer -> {
            peer.readRequest();
            while (true) {
                peer.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            }
        };
    }

    /** A header without an end. */
    public static Behaviour endlessHeader() {
        return peer -> {
            peer.readRequest();
            peer.send(OK + "X-Long: ");
            while (true) {
                peer.send("y".repeat(4096));
            }
        };
    }

    /** Very many headers. */
    public static Behaviour headers(int count, int bytes) {
        return raw(OK + ("X-Many: " + "z".repeat(bytes) + "\r\n").repeat(count) + "\r\n");
    }

    /** Zeros that gzip makes small, as many as asked for. */
    public static Behaviour gzipBomb(int megabytes) {
        return whole("200 OK", "Content-Encoding: gzip\r\n", gzip(new byte[megabytes << 20]));
    }

    /** Bytes as gzip. */
    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Bytes as deflate, with or without the wrapping that the standard asks for. */
    public static byte[] deflate(byte[] plain, boolean wrapped) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate =
                new DeflaterOutputStream(
                        out, new Deflater(Deflater.DEFAULT_COMPRESSION, !wrapped))) {
            deflate.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
