package dev.parley.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that does one thing and ends, such as laying out a database. */
public record OneShot(String name, List<String> command, LogFile log) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Runs it to its end.
     *
     * @throws IOException if it fails or takes longer than two minutes; says why as far as its
     *     output tells
     */
    public void run() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.path().toFile())
                        .start();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "%s took over %d s (log: %s)"
                                .formatted(name, PATIENCE.toSeconds(), log.path()));
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    "%s failed: %s (log: %s)"
                            .formatted(
                                    name, log.lastErrorAfter(0).orElse("no output"), log.path()));
        }
    }
}
