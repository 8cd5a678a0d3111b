package dev.parley.system.hostile;

import dev.parley.local.layout.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back over a plain socket.
 *
 * @param status 0 if the connection was closed without an answer
 * @param body as it was sent, after taking chunks apart
 */
public record RawAnswer(int status, List<String> headers, String body) {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    /** Sends a bad input and reads until the server closes or the answer is whole. */
    public static RawAnswer to(BadInput input, int port, Placeholders values) throws IOException {
        try (Socket socket = new Socket(Ports.HOST, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, RawRequest.bytes(input, values));
            return parse(read(socket.getInputStream()));
        }
    }

    public Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).strip())
                .findFirst();
    }

    private static void send(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException refusedBeforeTheEnd) {
            // The answer may be there already; whether it is, reading tells.
            return;
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
                if (isWhole(all.toString(StandardCharsets.UTF_8))) {
                    break;
                }
            }
        } catch (SocketException reset) {
            // A server that refuses in mid-request may reset; what has come until then counts.
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static boolean isWhole(String answer) {
        int end = answer.indexOf(END_OF_HEAD);
        if (end < 0) {
            return false;
        }
        String rest = answer.substring(end + END_OF_HEAD.length());
        RawAnswer head = parse(answer.substring(0, end + END_OF_HEAD.length()));
        if (head.isChunked()) {
            return rest.endsWith("0\r\n\r\n");
        }
        return head.header("Content-Length")
                .map(Integer::parseInt)
                .filter(length -> rest.getBytes(StandardCharsets.UTF_8).length >= length)
                .isPresent();
    }

    private static RawAnswer parse(String answer) {
        int end = answer.indexOf(END_OF_HEAD);
        if (end < 0) {
            return new RawAnswer(0, List.of(), answer);
        }
        List<String> lines = answer.substring(0, end).lines().toList();
        int status = Integer.parseInt(lines.getFirst().split(" ")[1]);
        String body = answer.substring(end + END_OF_HEAD.length());
        RawAnswer whole = new RawAnswer(status, lines.subList(1, lines.size()), body);
        return whole.isChunked()
                ? new RawAnswer(status, whole.headers(), body.replaceAll("(?m)^[0-9a-f]+\r\n", ""))
                : whole;
    }

    private boolean isChunked() {
        return header("Transfer-Encoding").filter(value -> value.equals("chunked")).isPresent();
    }
}
