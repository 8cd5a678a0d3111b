package dev.parley.local.infrastructure;

import dev.parley.local.process.ProcessIdentity;
import dev.parley.local.process.Signal;
import dev.parley.local.process.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says after a crash. Postgres itself only asks whether some process
 * has that pid, and after a reboot some other one may.
 */
record StalePostmaster(Path data) {

    /** Ends a server that still runs on this data, and deletes the file if it names a stranger. */
    void forget() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<ProcessHandle> running = pid(file).flatMap(ProcessHandle::of).filter(this::isOurs);
        if (running.isPresent()) {
            Termination.end(running.get(), Signal.INT);
        } else {
            Files.deleteIfExists(file);
        }
    }

    private boolean isOurs(ProcessHandle handle) {
        return ProcessIdentity.observe(handle)
                .filter(seen -> seen.commandLine().contains(data.toString()))
                .isPresent();
    }

    private static Optional<Long> pid(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
