package dev.parley.local.model.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpListenerTest {

    private static HttpListener listener;

    @BeforeAll
    static void start() {
        listener = HttpListener.listen(0, HttpListenerTest::echo);
    }

    @AfterAll
    static void stop() {
        listener.close();
    }

    private static void echo(HttpRequest request, HttpReply reply) throws IOException {
        switch (request.path()) {
            case "/boom" -> throw new IllegalStateException("boom");
            case "/stream" -> {
                reply.startStream("text/plain");
                reply.write("one ".getBytes(ISO_8859_1));
                reply.writeLast("two".getBytes(ISO_8859_1));
            }
            default -> {
                String said =
                        request.method()
                                + " "
                                + request.path()
                                + " "
                                + new String(request.body(), ISO_8859_1);
                reply.send(200, "text/plain", said.getBytes(ISO_8859_1), Map.of("X-Test", "yes"));
            }
        }
    }

    @Test
    void answersRequestsOnOneConnectionInOrder() throws IOException {
        String received =
                exchange(
                        "POST /a?x=1 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                                + "GET /b HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertTrue(received.contains("POST /a abc"), received);
        assertTrue(received.endsWith("GET /b "), received);
        assertTrue(received.contains("X-Test: yes"), received);
    }

    @Test
    void readsChunkedBodies() throws IOException {
        String received =
                exchange(
                        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                                + "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n");

        assertTrue(received.endsWith("POST /a abcde"), received);
    }

    @Test
    void invitesABodyThatWaitsForIt() throws IOException {
        String received =
                exchange(
                        "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");

        assertTrue(received.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK"), received);
    }

    @Test
    void streamsInChunksAndKeepsTheConnection() throws IOException {
        String received =
                exchange(
                        "GET /stream HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertTrue(
                received.contains("4\r\none \r\n3\r\ntwo\r\n0\r\n\r\nHTTP/1.1 200 OK"), received);
    }

    @Test
    void streamsToOldClientsWithoutChunks() throws IOException {
        assertTrue(exchange("GET /stream HTTP/1.0\r\n\r\n").endsWith("\r\n\r\none two"));
    }

    @Test
    void answersAFailureWithoutLosingTheConnection() throws IOException {
        String received =
                exchange("GET /boom HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertTrue(received.startsWith("HTTP/1.1 500"), received);
        assertTrue(received.endsWith("GET /b "), received);
    }

    @ParameterizedTest
    @CsvSource({
        "NONSENSE, 400",
        "GET / HTTP/3, 400",
        "GET / HTTP/1.1\\nContent-Length: x, 400",
        "GET / HTTP/1.1\\nContent-Length: -1, 400",
        "GET / HTTP/1.1\\nContent-Length: 99999999, 413",
        "GET / HTTP/1.1\\nno colon, 431",
    })
    void refusesWhatItCannotRead(String head, int status) throws IOException {
        String received = exchange(head.replace("\\n", "\r\n") + "\r\n\r\n");

        assertEquals("HTTP/1.1 " + status, received.substring(0, 12));
        assertTrue(received.contains("Connection: close"));
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", listener.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
