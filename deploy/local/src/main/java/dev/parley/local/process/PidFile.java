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

/** Remembers a process across the death of the one that started it. */
public record PidFile(Path path) {

    private static final int LINES = 4;

    /**
     * What is remembered: pid, start time, marker and signal, one a line.
     *
     * @param stopSignal what ends it in an orderly way
     */
    public record Entry(ProcessIdentity identity, Signal stopSignal) {}

    public void write(Entry entry) throws IOException {
        ProcessIdentity identity = entry.identity();
        PrivateFile.write(
                path,
                "%d\n%s\n%s\n%s\n"
                        .formatted(
                                identity.pid(),
                                identity.started(),
                                identity.marker(),
                                entry.stopSignal()));
    }

    /** What was written; empty if there is nothing, or nothing that makes sense. */
    public Optional<Entry> read() throws IOException {
        try {
            return parse(Files.readAllLines(path));
        } catch (NoSuchFileException noneStarted) {
            return Optional.empty();
        }
    }

    /** The living process that the file is about. */
    public Optional<ProcessHandle> process() throws IOException {
        return read().map(Entry::identity).flatMap(ProcessIdentity::find);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static Optional<Entry> parse(List<String> lines) {
        if (lines.size() < LINES || lines.get(2).isBlank()) {
            return Optional.empty();
        }
        try {
            ProcessIdentity identity =
                    new ProcessIdentity(
                            Long.parseLong(lines.get(0)),
                            Instant.parse(lines.get(1)),
                            lines.get(2));
            return Optional.of(new Entry(identity, Signal.valueOf(lines.get(3))));
        } catch (IllegalArgumentException | DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
