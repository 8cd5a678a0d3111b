package dev.parley.torture.check;

import dev.parley.torture.history.Execution;
import java.util.List;
import java.util.Set;

/** Once all is quiet every call has ended, and only what is unsafe or was cancelled is unknown. */
final class KnownOutcome implements Invariant {

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "UNKNOWN");

    @Override
    public String statement() {
        return "every call of a tool ends, and is unknown only where it may be";
    }

    @Override
    public void check(Evidence evidence, Finding finding) {
        for (Execution execution : evidence.executions()) {
            boolean mayBeUnknown =
                    execution.effects().equals("UNSAFE")
                            || execution.cancelled()
                            || !execution.status().equals("UNKNOWN");
            finding.check(
                    ENDED.contains(execution.status()) && mayBeUnknown,
                    () -> new Finding.Violation(execution.toString(), List.of()));
        }
    }
}
