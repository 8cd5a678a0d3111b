package dev.parley.local.process;

import java.time.Duration;
import java.time.Instant;

/** Ends processes, our own children and orphans alike. */
public final class Termination {

    /** A JVM may write its class archive at the end, which takes a while on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(20);

    private Termination() {}

    /** Sends the signal and waits; a process that does not end in time is killed. */
    public static void end(ProcessHandle running, Signal signal) {
        end(running, signal, PATIENCE);
    }

    /** The same, for a process that may take longer. */
    public static void end(ProcessHandle running, Signal signal, Duration patience) {
        signal.send(running);
        if (!awaitExit(running, patience) && signal != Signal.KILL) {
            Signal.KILL.send(running);
            awaitExit(running, PATIENCE);
        }
    }

    private static boolean awaitExit(ProcessHandle running, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        try {
            while (!ProcessIdentity.ended(running) && Instant.now().isBefore(deadline)) {
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ProcessIdentity.ended(running);
    }
}
