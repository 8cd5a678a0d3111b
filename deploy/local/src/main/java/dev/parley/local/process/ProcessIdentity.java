package dev.parley.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Which process we mean. The pid alone is not enough, since the system reuses it: the process must
 * also have started at this time and carry this marker in its command line.
 */
public record ProcessIdentity(long pid, Instant started, String marker) {

    /** The system derives start times from a boot time that clock corrections move a little. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    /** A process that becomes another program has half a command line, or none, for an instant. */
    private static final int LOOKS = 200;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /** What the system says about a process. */
    public record Observation(Instant started, String commandLine) {}

    public static ProcessIdentity of(ProcessHandle handle, String marker) {
        Instant started = handle.info().startInstant().orElseGet(Instant::now);
        return new ProcessIdentity(handle.pid(), started, marker);
    }

    /** The living process with this identity. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::startedThen)
                .filter(this::carriesTheMarker);
    }

    /** Whether what was observed under this pid is the process we started. */
    public boolean matches(Observation seen) {
        return startedAt(seen.started()) && seen.commandLine().contains(marker);
    }

    /**
     * Whether it runs nothing any more. An orphan that nobody reaps stays in the process table as
     * if it lived, but has no program.
     */
    public static boolean ended(ProcessHandle handle) {
        return !handle.isAlive() || handle.info().command().isEmpty();
    }

    /** Start time and command line; empty for a process that is gone or that we may not look at. */
    public static Optional<Observation> observe(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .flatMap(
                        started -> commandLine(handle).map(line -> new Observation(started, line)));
    }

    private boolean startedThen(ProcessHandle handle) {
        return handle.info().startInstant().filter(this::startedAt).isPresent();
    }

    private boolean startedAt(Instant seen) {
        return Duration.between(started, seen).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    }

    private boolean carriesTheMarker(ProcessHandle handle) {
        for (int look = 0; look < LOOKS && !ended(handle); look++) {
            if (observe(handle).filter(this::matches).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }

    private static Optional<String> commandLine(ProcessHandle handle) {
        Path file = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
        if (!Files.exists(file)) {
            return handle.info().commandLine();
        }
        try {
            String line = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Optional.of(line.replace('\0', ' ').strip()).filter(text -> !text.isEmpty());
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }
}
