package dev.parley.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How much memory processes hold, in MiB. */
final class Memory {

    private static final int KIB_PER_MIB = 1024;

    private Memory() {}

    /**
     * Shared pages are counted once, so that numbers add up; empty where the system doesn't tell.
     */
    static Optional<Long> of(Stream<ProcessHandle> processes) {
        return processes
                .map(ProcessHandle::pid)
                .flatMap(pid -> proportional(pid).stream())
                .reduce(Long::sum)
                .map(kib -> kib / KIB_PER_MIB);
    }

    private static Optional<Long> proportional(long pid) {
        return field(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:")
                .or(() -> field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:"));
    }

    private static Optional<Long> field(Path file, String name) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(Long::parseLong)
                    .findFirst();
        } catch (IOException | UncheckedIOException goneOrForeign) {
            return Optional.empty();
        }
    }
}
