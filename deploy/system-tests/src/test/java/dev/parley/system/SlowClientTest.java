package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.service.HttpProbe;
import dev.parley.system.suite.Await;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that keep connections open without ever sending a whole request. */
@ExtendWith(SuiteExtension.class)
class SlowClientTest {

    private static final Duration LATEST = Duration.ofSeconds(16);
    private static final int CONNECTIONS = 25;

    private final Suite suite;

    SlowClientTest(Suite suite) {
        this.suite = suite;
    }

    @Test
    void closesSilentAndDrippingConnectionsInTime() {
        AtomicInteger open = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (ServiceName service : ServiceName.values()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                boolean drips = i % 2 == 0;
                open.incrementAndGet();
                clients.add(Thread.ofVirtual().start(() -> hold(service, drips, open)));
            }
        }
        for (ServiceName service : ServiceName.values()) {
            assertEquals(true, HttpProbe.succeeds(suite.url(service) + "/q/health/live"));
        }
        Await.until(() -> open + " connections to be closed", LATEST, () -> open.get() == 0);
        assertEquals(4 * CONNECTIONS, clients.size());
    }

    /** Sends a header line every two seconds, or nothing, until the server has had enough. */
    private void hold(ServiceName service, boolean drips, AtomicInteger open) {
        try (Socket socket = new Socket(Ports.HOST, suite.ports().of(service))) {
            socket.setSoTimeout(2_000);
            if (drips) {
                send(socket, "GET /v1/health HTTP/1.1\r\n");
            }
            while (!ended(socket)) {
                if (drips) {
                    send(socket, "X-Drip: 1\r\n");
                }
            }
        } catch (IOException closed) {
            // A reset ends the connection as well as an orderly close.
            open.decrementAndGet();
            return;
        }
        open.decrementAndGet();
    }

    /** Whether the server has closed; an answer before that is read and dropped. */
    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read(new byte[4096]) < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
