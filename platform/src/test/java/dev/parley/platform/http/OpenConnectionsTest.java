package dev.parley.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final OpenConnections connections = new OpenConnections(3, 2, meters);

    @Test
    void refusesOneTooManyOfOneAddressAndNotOfAnother() {
        assertTrue(connections.open(address(1)));
        assertTrue(connections.open(address(1)));

        assertFalse(connections.open(address(1)));
        assertTrue(connections.open(address(2)));
        assertEquals(1, refused());
    }

    @Test
    void refusesOneTooManyInAll() {
        for (int client = 1; client <= 3; client++) {
            assertTrue(connections.open(address(client)));
        }

        assertFalse(connections.open(address(4)));
        assertEquals(3, meters.get("parley.http.connections.open").gauge().value());
    }

    @Test
    void admitsAgainWhenOneIsClosed() {
        assertTrue(connections.open(address(1)));
        assertTrue(connections.open(address(1)));
        connections.close(address(1));

        assertTrue(connections.open(address(1)));
        assertFalse(connections.open(address(1)));
    }

    private double refused() {
        return meters.get("parley.http.connections.refused").counter().count();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
