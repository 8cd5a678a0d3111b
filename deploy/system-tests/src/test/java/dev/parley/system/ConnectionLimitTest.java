package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One address can take only so many connections, and a refused one is told so. */
@ExtendWith(SuiteExtension.class)
class ConnectionLimitTest {

    private static final String REQUEST =
            "GET /q/health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n";

    private final Suite suite;

    ConnectionLimitTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void refusesOneTooManyAndAdmitsAgainWhenOthersHaveGone() throws IOException {
        List<Socket> open = new ArrayList<>();
        String answer = "";
        try {
            while (!answer.startsWith("HTTP/1.1 503")
                    && open.size() <= Suite.CONNECTIONS_TO_MONITORING) {
                open.add(new Socket(Ports.HOST, suite.ports().of(ServiceName.MONITORING)));
                answer = ask(open.getLast());
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("retry-after: "), answer);
        assertTrue(open.size() > Suite.CONNECTIONS_TO_MONITORING / 2, "refused at " + open.size());
        Await.until(() -> "a connection to be admitted", Duration.ofSeconds(10), this::isAdmitted);
        assertTrue(refusals() >= 1, "refusals are counted");
    }

    private boolean isAdmitted() throws IOException {
        try (Socket socket = new Socket(Ports.HOST, suite.ports().of(ServiceName.MONITORING))) {
            return ask(socket).startsWith("HTTP/1.1 200");
        }
    }

    private double refusals() {
        return new Api(suite.url(ServiceName.MONITORING), suite.token("limits", "ada", "admin"))
                .get("/q/metrics")
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("parley_http_connections_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String ask(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = new byte[4096];
        int length = socket.getInputStream().read(answer);
        return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.UTF_8);
    }
}
