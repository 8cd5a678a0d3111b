package dev.parley.agent.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.contracts.id.RunId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The executions of a process, by claim. */
class ActiveRunsTest {

    private final ActiveRuns active = new ActiveRuns();
    private final RunId run = RunId.next();
    private final Thread first = new Thread(() -> {});
    private final Thread second = new Thread(() -> {});
    private final Execution firstClaim = execution(1, first);
    private final Execution secondClaim = execution(2, second);

    @Test
    void aLaterClaimStopsTheWorkerOfTheEarlierOne() {
        active.add(firstClaim);
        active.add(secondClaim);

        assertTrue(first.isInterrupted());
        assertFalse(second.isInterrupted());
        assertEquals(2, active.count());
    }

    @Test
    void theEndOfTheEarlierWorkerLeavesTheLaterOneRegistered() {
        active.add(firstClaim);
        active.add(secondClaim);
        active.remove(firstClaim);

        assertEquals(Set.of(new ActiveRuns.Claim(run, 2)), active.responsive());
    }

    @Test
    void aLostClaimStopsItsOwnWorkerOnly() {
        active.add(secondClaim);
        active.interrupt(new ActiveRuns.Claim(run, 1));
        assertFalse(second.isInterrupted());
        active.interrupt(new ActiveRuns.Claim(run, 2));
        assertTrue(second.isInterrupted());
    }

    @Test
    void aSlotThatIsNotWantedAnyMoreIsKept() {
        active.add(firstClaim);
        active.yieldSlots(Set.of(run));
        assertTrue(firstClaim.yielding());
        active.yieldSlots(Set.of());
        assertFalse(firstClaim.yielding());
    }

    private Execution execution(int epoch, Thread thread) {
        Execution execution = new Execution(Claims.of(run, epoch));
        execution.runOn(thread);
        return execution;
    }
}
