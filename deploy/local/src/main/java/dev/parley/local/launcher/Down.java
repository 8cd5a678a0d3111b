package dev.parley.local.launcher;

import dev.parley.local.process.Orphans;
import dev.parley.local.process.Signal;
import dev.parley.local.process.Termination;
import dev.parley.local.supervision.SuiteLock;
import java.time.Duration;
import java.util.Optional;

/** {@code down}: ends the suite, also one whose launcher was killed. */
final class Down {

    /** The launcher gives each group of its processes 20 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Suite suite;

    Down(Suite suite) {
        this.suite = suite;
    }

    void run() {
        Optional<ProcessHandle> launcher = SuiteLock.holder(suite.folder());
        launcher.ifPresent(running -> {
            System.out.println("Stopping Parley …");
            Termination.end(running, Signal.TERM, PATIENCE);
        });
        int orphans = Orphans.end(suite.folder());
        System.out.println(result(launcher.isPresent(), orphans));
    }

    private String result(boolean ran, int orphans) {
        if (ran) {
            return "Parley is stopped; its data stays in " + suite.folder().root();
        }
        return orphans == 0
                ? "Nothing runs from " + suite.folder().root()
                : "Ended %d processes of a launcher that was killed.".formatted(orphans);
    }
}
