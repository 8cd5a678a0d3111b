package dev.parley.torture.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What came of checking one invariant: how many cases there were, and which broke it. */
final class Finding {

    private final String invariant;
    private final List<Violation> violations = new ArrayList<>();
    private long checked;

    Finding(String invariant) {
        this.invariant = invariant;
    }

    /** A case that breaks the invariant, and the events that show it. */
    record Violation(String what, List<String> trace) {}

    String invariant() {
        return invariant;
    }

    /** Counts a case, and keeps what is wrong with it if anything is. */
    void check(boolean holds, Supplier<Violation> violation) {
        checked++;
        if (!holds) {
            violations.add(violation.get());
        }
    }

    long checked() {
        return checked;
    }

    int violations() {
        return violations.size();
    }

    /** The one that takes the fewest events to tell. */
    Optional<Violation> shortest() {
        return violations.stream().min(Comparator.comparingInt(v -> v.trace().size()));
    }
}
