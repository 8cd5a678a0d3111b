package dev.parley.torture.check;

import static dev.parley.torture.check.Damage.assertBroken;

import dev.parley.local.sink.Effect;
import dev.parley.torture.history.Execution;
import org.junit.jupiter.api.Test;

/** The same for what is promised of calls of tools. */
class CheckCallsTest {

    @Test
    void missesTheExecutionOfAToolCall() {
        assertBroken(new CallOnce(), it -> it.executions().clear());
    }

    @Test
    void noticesASecondExecutionOfAToolCall() {
        assertBroken(
                new CallOnce(),
                it -> it.executions().add(execution("exec_2", "SUCCEEDED", "IDEMPOTENT")));
    }

    @Test
    void noticesWhatWasDoneTwice() {
        assertBroken(new EffectsAsPromised(), it -> it.effects().add(new Effect("call_1", "{}")));
    }

    @Test
    void missesWhatWasToldToBeDone() {
        assertBroken(new EffectsAsPromised(), it -> it.effects().clear());
    }

    @Test
    void noticesWhatWasDoneAndToldToHaveFailed() {
        assertBroken(
                new EffectsAsPromised(),
                it -> it.executions().set(0, execution("exec_1", "FAILED", "IDEMPOTENT")));
    }

    @Test
    void noticesAnOutcomeThatCouldHaveBeenFoundOut() {
        assertBroken(
                new KnownOutcome(),
                it -> it.executions().set(0, execution("exec_1", "UNKNOWN", "IDEMPOTENT")));
    }

    @Test
    void missesTheEndOfACall() {
        assertBroken(
                new KnownOutcome(),
                it -> {
                    it.effects().clear();
                    it.executions().set(0, execution("exec_1", "DISPATCHED", "NONE"));
                });
    }

    private static Execution execution(String id, String status, String effects) {
        return new Execution("call_1", "run_k2", id, status, effects, false);
    }
}
