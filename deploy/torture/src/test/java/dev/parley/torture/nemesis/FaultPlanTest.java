package dev.parley.torture.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

    @Test
    void drawsOnlyWhatIsAskedFor() {
        FaultPlan plan = plan(1, EnumSet.of(FaultKind.FREEZE), EnumSet.allOf(Border.class));
        Set<Integer> frozen =
                Stream.generate(plan::next)
                        .limit(50)
                        .map(fault -> ((Fault.Freeze) fault).replica())
                        .collect(Collectors.toSet());
        assertEquals(Set.of(1, 5), frozen);
    }

    @Test
    void strikesAtTheBordersThatAreAskedFor() {
        FaultPlan plan =
                plan(1, EnumSet.of(FaultKind.KILL_AT), EnumSet.of(Border.CLAIM, Border.END));
        Set<Border> borders =
                Stream.generate(plan::next)
                        .limit(50)
                        .map(fault -> ((Fault.KillAt) fault).border())
                        .collect(Collectors.toSet());
        assertEquals(Set.of(Border.CLAIM, Border.END), borders);
    }

    private static FaultPlan plan(long seed, Set<FaultKind> kinds, Set<Border> borders) {
        return new FaultPlan(new Random(seed), List.of(1, 5), kinds, borders);
    }

    private static List<Fault> drawn(long seed) {
        FaultPlan plan = plan(seed, EnumSet.allOf(FaultKind.class), EnumSet.allOf(Border.class));
        return Stream.generate(plan::next).limit(200).toList();
    }
}
