package dev.parley.agent.lifecycle.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.agent.lifecycle.RunMachine;
import dev.parley.agent.lifecycle.exploration.Exploration.Finding;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs, workers, crashes, pauses, late and repeated messages, in every order that fits. */
class RunExplorationTest {

    private static final Logger LOG = Logger.getLogger(RunExplorationTest.class);

    private static final int IN_BREADTH = 600_000;
    private static final int ALL = 1_200_000;
    private static final long SEED = 20_260_101;

    @Test
    void thePromisesHoldInAMillionWorlds() {
        Exploration exploration = new Exploration(Shape.THREE_AND_TWO, RunMachine::apply);

        assertEquals(Optional.empty(), exploration.inBreadth(IN_BREADTH));
        assertEquals(Optional.empty(), exploration.inDepth(new SplittableRandom(SEED), ALL));
        LOG.infof(
                "%d distinct worlds, %d of them at their end, seed %d",
                exploration.size(), exploration.over(), SEED);
        assertTrue(exploration.over() > 0);
        assertTrue(exploration.size() >= 1_000_000);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultIsFound(Fault fault) {
        Exploration exploration = new Exploration(Shape.TWO_AND_ONE, fault);

        Finding finding = exploration.inBreadth(IN_BREADTH).orElseThrow();
        LOG.infof(
                "%s: %s after %d worlds by %s",
                fault, finding.broken(), exploration.size(), finding.trace());
        assertEquals(fault.broken(), finding.broken());
    }
}
