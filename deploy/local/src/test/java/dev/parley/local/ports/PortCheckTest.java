package dev.parley.local.ports;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.Ports;
import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void saysWhichPortWhoHasItAndTheWayOut() {
        assertEquals(
                "Port 8083 (tool-service) is taken by another process (pid 123: java -jar other.jar)."
                        + " Stop it or shift Parley's ports: PARLEY_PORT_OFFSET=100 ./parley up",
                PortCheck.sentence(
                        new Ports.Named("tool-service", 8083),
                        Optional.of(new PortOwner(123, "java -jar other.jar")),
                        0,
                        100));
    }

    @Test
    void countsTheOthersAndKeepsQuietAboutAnUnknownOwner() {
        assertEquals(
                "Port 8081 (conversation-service) is taken by another process, and so are 2 more of Parley's ports."
                        + " Stop it or shift Parley's ports: PARLEY_PORT_OFFSET=200 ./parley up",
                PortCheck.sentence(
                        new Ports.Named("conversation-service", 8081), Optional.empty(), 2, 200));
    }

    @Test
    void findsAListenerAndItsProcess() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST))) {
            List<Ports.Named> ports = List.of(new Ports.Named("redis", taken.getLocalPort()));

            SetupException refused =
                    assertThrows(SetupException.class, () -> PortCheck.requireFree(ports, 0));

            assertTrue(
                    refused.sentence().contains("(pid " + ProcessHandle.current().pid() + ": "),
                    refused.sentence());
        }
    }

    @Test
    void freePortsPass() {
        assertDoesNotThrow(() -> PortCheck.requireFree(Ports.free().all(), 0));
    }
}
