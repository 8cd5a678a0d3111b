package dev.parley.local.process;

import dev.parley.local.layout.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process across the death of the one that started it: pid, start time, marker, one a
 * line.
 */
public record PidFile(Path path) {

    public void write(ProcessIdentity identity) throws IOException {
        PrivateFile.write(
                path,
                "%d%n%s%n%s%n".formatted(identity.pid(), identity.started(), identity.marker()));
    }

    /** What was written; empty if there is nothing, or nothing that makes sense. */
    public Optional<ProcessIdentity> read() throws IOException {
        try {
            return parse(Files.readAllLines(path));
        } catch (NoSuchFileException noneStarted) {
            return Optional.empty();
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static Optional<ProcessIdentity> parse(List<String> lines) {
        if (lines.size() < 3 || lines.get(2).isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ProcessIdentity(
                            Long.parseLong(lines.get(0)),
                            Instant.parse(lines.get(1)),
                            lines.get(2)));
        } catch (NumberFormatException | DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
