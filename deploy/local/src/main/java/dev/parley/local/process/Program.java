package dev.parley.local.process;

import java.io.IOException;
import java.time.Duration;

/** One program of the suite: how it is made ready, started, asked whether it works, and ended. */
public interface Program {

    /** The name for the table, the log and the pid file. */
    String name();

    /** Where it listens, as a person would type it. */
    String endpoint();

    /** Before every start: whatever must be on disk. Called again after a failed start. */
    default void prepare() throws IOException, InterruptedException {}

    Launch launch();

    /**
     * Whether it does its work now; returns within a few seconds and never throws for "not yet".
     */
    boolean answers();

    /** After every start, once it answers; must be repeatable. */
    default void complete() throws IOException {}

    /** How long a start may take on a slow machine. */
    default Duration startTimeout() {
        return Duration.ofMinutes(3);
    }

    /** How often a start that ends at once is tried again before it counts as failed. */
    default int startAttempts() {
        return 1;
    }

    default Signal stopSignal() {
        return Signal.TERM;
    }
}
