package dev.parley.bench;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.process.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The processes of the suite, children included, as {@code /proc} accounts for them. */
record SuiteProcesses(Map<String, Long> roots) {

    private static final double TICKS_PER_SECOND = 100;

    static SuiteProcesses of(DataFolder folder) throws IOException {
        Map<String, Long> roots = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.run(), "*.pid")) {
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".pid", "");
                new PidFile(file).process().ifPresent(process -> roots.put(name, process.pid()));
            }
        }
        if (roots.isEmpty()) {
            throw new IllegalStateException("The suite does not run; start it with ./parley up.");
        }
        return new SuiteProcesses(roots);
    }

    /** CPU seconds used so far by each part of the suite. */
    Map<String, Double> cpuSeconds() {
        Map<String, Double> seconds = new TreeMap<>();
        roots.forEach((name, pid) ->
                seconds.put(name, family(name, pid).mapToDouble(SuiteProcesses::cpuOf).sum()));
        return seconds;
    }

    /**
     * Resident memory of each part of the suite, in MiB; memory that processes share counts for
     * each.
     */
    Map<String, Long> residentMebibytes() {
        Map<String, Long> mebibytes = new TreeMap<>();
        roots.forEach((name, pid) ->
                mebibytes.put(
                        name,
                        family(name, pid).mapToLong(SuiteProcesses::proportionalOf).sum() / 1024));
        return mebibytes;
    }

    /** A process and those it started; the launcher's are parts of the suite by themselves. */
    private static Stream<Long> family(String name, long pid) {
        if (name.equals("launcher")) {
            return Stream.of(pid);
        }
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(ProcessHandle::pid)
                .sorted(Comparator.naturalOrder());
    }

    /** User and system time of a process and of its children that have ended. */
    private static double cpuOf(long pid) {
        List<String> lines = read(Path.of("/proc", Long.toString(pid), "stat"));
        if (lines.isEmpty()) {
            return 0;
        }
        String afterName = lines.getFirst().substring(lines.getFirst().lastIndexOf(')') + 2);
        String[] fields = afterName.split(" ");
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long proportionalOf(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** The lines, or none if the process has ended meanwhile. */
    private static List<String> read(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new UncheckedIOException(e);
            }
            return List.of();
        }
    }
}
