package dev.parley.torture.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void drawsTheSameFaultsFromTheSameSeed() {
        assertEquals(drawn(5), drawn(5));
        assertNotEquals(drawn(5), drawn(6));
    }

    @Test
    void drawsEveryKindOfFault() {
        assertEquals(
                Fault.class.getPermittedSubclasses().length,
                drawn(1).stream().map(Object::getClass).collect(Collectors.toSet()).size());
    }

    private static List<Fault> drawn(long seed) {
        FaultPlan plan = new FaultPlan(new Random(seed), 6);
        return Stream.generate(plan::next).limit(200).toList();
    }
}
