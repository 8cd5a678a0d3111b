package dev.parley.local.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void anUnshiftedSuiteHasTheDocumentedPorts() {
        Ports ports = Ports.fromEnvironment(Map.of());

        assertEquals(new Ports(8081, 8082, 8083, 8084, 8085, 8086, 8087, 8088, 8089, 8090), ports);
        assertEquals("http://127.0.0.1:8083", ports.url(ServiceName.TOOL));
    }

    @Test
    void theOffsetShiftsTheWholeBlock() {
        List<Integer> shifted =
                Ports.fromEnvironment(Map.of("PARLEY_PORT_OFFSET", " 100 ")).all().stream()
                        .map(Ports.Named::port)
                        .toList();

        assertEquals(IntStream.rangeClosed(8181, 8190).boxed().toList(), shifted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "60000", "-8000", "99999999999"})
    void refusesAnOffsetThatLeavesTheRangeOfPorts(String offset) {
        SetupException refused =
                assertThrows(
                        SetupException.class,
                        () -> Ports.fromEnvironment(Map.of("PARLEY_PORT_OFFSET", offset)));

        assertTrue(refused.sentence().contains("PARLEY_PORT_OFFSET=" + offset));
    }

    @Test
    void freePortsAreAllDifferent() {
        assertEquals(10, Ports.free().all().stream().map(Ports.Named::port).distinct().count());
    }
}
