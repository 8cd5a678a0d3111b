package dev.parley.local.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table =
                new Table(
                        List.of("service", "URL"),
                        List.of(List.of("agent-service", "http://a"), List.of("redis", "b")));

        assertEquals(
                List.of("service         URL", "agent-service   http://a", "redis           b"),
                table.lines());
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Table(List.of("a", "b"), List.of(List.of("1"))));
    }
}
