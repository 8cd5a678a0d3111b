package dev.parley.torture.nemesis;

import java.util.Locale;

/** A kind of {@link Fault}, as the command line names it. */
public enum FaultKind {
    KILL_ONE(2),
    KILL_ALL(1),
    FREEZE(3),
    KILL_AT(2),
    FREEZE_AT(2),
    FLUSH_REDIS(1),
    KILL_REDIS(1),
    KILL_KAFKA(1),
    END_CONNECTIONS(1);

    private final int weight;

    FaultKind(int weight) {
        this.weight = weight;
    }

    /** How often it comes beside the others. Freezes and kills of one process come most. */
    int weight() {
        return weight;
    }

    /** For example {@code kill-one}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
