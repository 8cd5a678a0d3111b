package dev.parley.tool.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client of a {@link HostileServer}. */
public final class Peer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)\\s*$");

    private final Socket socket;
    private final List<String> heads;
    private final CountDownLatch gone = new CountDownLatch(1);

    Peer(Socket socket, List<String> heads) {
        this.socket = socket;
        this.heads = heads;
    }

    /** Reads a request line with its headers; fails if the client closes before its end. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int unit = socket.getInputStream().read();
            if (unit == -1) {
                throw new IOException("the client is gone");
            }
            head.append((char) unit);
        }
        heads.add(head.toString());
        return head.toString();
    }

    /** Reads a request with its body, and gives the body. */
    public String readRequest() throws IOException {
        Matcher length = LENGTH.matcher(readHead());
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Whether the last request was one that is answered without a body. */
    public boolean asksForHeadOnly() {
        return heads.getLast().startsWith("HEAD ");
    }

    /** Sends text as Latin-1. */
    public Peer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    public Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends text one byte at a time. */
    public void drip(String text, Duration pause) throws IOException, InterruptedException {
        for (int i = 0; i < text.length(); i++) {
            send(text.substring(i, i + 1));
            if (gone.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Does nothing until the connection is closed by either side. */
    public void hang() throws IOException {
        InputStream in = socket.getInputStream();
        in.transferTo(new ByteArrayOutputStream());
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        close();
    }

    /** Whether the client closes or resets the connection within a while. */
    public boolean seesTheClientLeave() throws InterruptedException {
        return gone.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        gone.countDown();
        socket.close();
    }
}
