package dev.parley.local.supervision;

import dev.parley.local.process.LogFile;
import dev.parley.local.terminal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Keeps the logs of running processes bounded until interrupted. */
record LogTrimmer(List<LogFile> logs, Screen screen) implements Runnable {

    private static final Duration PERIOD = Duration.ofSeconds(30);

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                logs.forEach(this::trim);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void trim(LogFile log) {
        try {
            log.trim();
        } catch (IOException e) {
            screen.announce(
                    "The log %s cannot be trimmed: %s".formatted(log.path(), e.getMessage()));
        }
    }
}
