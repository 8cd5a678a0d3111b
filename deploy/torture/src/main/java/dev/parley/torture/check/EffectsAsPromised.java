package dev.parley.torture.check;

import dev.parley.local.sink.Effect;
import dev.parley.torture.history.Execution;
import java.util.List;
import java.util.Map;

/**
 * What was done in the world outside is what the ledger says: nothing twice, something for each
 * success, nothing for each failure; of what is unknown it may be either.
 */
final class EffectsAsPromised implements Invariant {

    @Override
    public String statement() {
        return "a tool has the effects that it says";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        Map<String, List<Effect>> effects = Evidence.grouped(evidence.effects(), Effect::key);
        for (Execution execution : evidence.executions()) {
            if (!execution.hasEffects()) {
                continue;
            }
            int done = effects.getOrDefault(execution.callId(), List.of()).size();
            finding.check(
                    switch (execution.status()) {
                        case "SUCCEEDED" -> done == 1;
                        case "FAILED" -> done == 0;
                        case "UNKNOWN" -> done <= 1;
                        default -> false;
                    },
                    () ->
                            new Finding.Violation(
                                    "%s was done %d times".formatted(execution, done), List.of()));
        }
    }
}
