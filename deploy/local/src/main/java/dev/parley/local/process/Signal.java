package dev.parley.local.process;

import java.io.IOException;

/** The signals that the suite's processes understand. */
public enum Signal {
    /** End in an orderly way. */
    TERM,
    /** Postgres: end in an orderly way without waiting for its clients. */
    INT,
    /** End at once. */
    KILL,
    /** Freeze; for tests of slow dependencies. */
    STOP,
    /** Go on after a freeze. */
    CONT;

    /** Sends this signal; a process that is already gone is none of our business. */
    public void send(ProcessHandle target) {
        try {
            new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "kill -s \"$1\" \"$2\" 2>/dev/null || true",
                            "kill",
                            name(),
                            Long.toString(target.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException noShell) {
            if (this == KILL) {
                target.destroyForcibly();
            } else {
                target.destroy();
            }
        }
    }
}
