package dev.parley.local.process;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.SetupException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A program as a process of the operating system: start, stop, kill, and find again after a crash
 * of whoever started it. Safe for use by several threads.
 */
public final class Daemon {

    private static final Duration REAP = Duration.ofSeconds(10);

    /**
     * A quick start is noticed at once; a slow one is not slowed down by being asked all the time.
     */
    private static final Duration SHORTEST_POLL = Duration.ofMillis(50);

    private static final Duration LONGEST_POLL = Duration.ofMillis(400);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    /** A program names the settings that are for it: those for another would be unknown to it. */
    private static final Predicate<String> NOT_INHERITED =
            name -> name.startsWith("PARLEY_") || name.equals("QUARKUS_PROFILE");

    private final Program program;
    private final PidFile pidFile;
    private final LogFile log;
    private volatile @Nullable Process process;
    private volatile long logBegin;

    public Daemon(Program program, DataFolder folder) {
        this.program = program;
        this.pidFile = new PidFile(folder.run().resolve(program.name() + ".pid"));
        this.log = new LogFile(folder.log(program.name()));
    }

    public String name() {
        return program.name();
    }

    public String endpoint() {
        return program.endpoint();
    }

    public LogFile log() {
        return log;
    }

    /**
     * Starts the program and returns once it answers. Does nothing if it runs already.
     *
     * @throws StartFailedException if it ended or did not answer in time; nothing is left running
     *     then
     * @throws SetupException if something on this machine keeps it from running
     */
    public synchronized void start() throws InterruptedException {
        if (isRunning()) {
            return;
        }
        Instant deadline = Instant.now().plus(program.startTimeout());
        for (int attempt = 1; !tryStart(deadline, attempt == program.startAttempts()); attempt++) {
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    /**
     * Ends it in an orderly way, by force if it takes too long; also if another launcher started
     * it.
     */
    public void stop() {
        end(program.stopSignal());
    }

    /** Ends it at once, as a crash would, and returns when it is gone. */
    public void kill() {
        end(Signal.KILL);
    }

    /** Sends a signal without waiting for its effect. */
    public void signal(Signal signal) {
        handle().ifPresent(signal::send);
    }

    public boolean isRunning() {
        Process current = process;
        return current != null && current.isAlive();
    }

    public boolean answers() {
        return program.answers();
    }

    /** The pid of the running process, whoever started it. */
    public Optional<Long> pid() {
        return handle().map(ProcessHandle::pid);
    }

    /** Completes when the process that runs now ends; at once if none runs. */
    public CompletableFuture<?> onExit() {
        Process current = process;
        return current == null ? CompletableFuture.completedFuture(null) : current.onExit();
    }

    /** How the process that this object started last ended. */
    public Optional<Integer> exitCode() {
        return Optional.ofNullable(process)
                .filter(ended -> !ended.isAlive())
                .map(Process::exitValue);
    }

    private boolean tryStart(Instant deadline, boolean lastAttempt) throws InterruptedException {
        try {
            stop();
            program.prepare();
            spawn();
            if (awaitAnswer(deadline)) {
                program.complete();
                return true;
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            kill();
            throw explained(e);
        }
        boolean ended = !isRunning();
        kill();
        if (!ended || lastAttempt || Instant.now().isAfter(deadline)) {
            throw new StartFailedException(failure(ended));
        }
        return false;
    }

    private void spawn() throws IOException {
        Launch launch = program.launch();
        log.rotate();
        logBegin = log.length();
        ProcessBuilder builder = new ProcessBuilder(Session.detached(launch.command()));
        builder.environment().keySet().removeIf(NOT_INHERITED);
        builder.environment().putAll(launch.environment());
        Process started =
                builder.directory(launch.directory().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
                        .start();
        process = started;
        ProcessIdentity identity = ProcessIdentity.of(started.toHandle(), launch.marker());
        pidFile.write(new PidFile.Entry(identity, program.stopSignal()));
    }

    private boolean awaitAnswer(Instant deadline) throws InterruptedException {
        Duration poll = SHORTEST_POLL;
        while (isRunning() && Instant.now().isBefore(deadline)) {
            if (program.answers()) {
                return isRunning();
            }
            Thread.sleep(poll);
            poll = poll.compareTo(LONGEST_POLL) < 0 ? poll.multipliedBy(5).dividedBy(4) : poll;
        }
        return false;
    }

    private void end(Signal signal) {
        handle().ifPresent(running -> Termination.end(running, signal));
        awaitReaped();
        try {
            pidFile.delete();
        } catch (IOException e) {
            throw new SetupException("Cannot delete " + pidFile.path() + ".", e);
        }
    }

    /** A child that has ended counts as alive until this JVM has collected its exit code. */
    private void awaitReaped() {
        try {
            onExit().get(REAP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name() + " does not end, not even by force", e);
        }
    }

    private Optional<ProcessHandle> handle() {
        Process current = process;
        if (current != null && current.isAlive()) {
            return Optional.of(current.toHandle());
        }
        try {
            return pidFile.process();
        } catch (IOException e) {
            throw new SetupException("Cannot read " + pidFile.path() + ".", e);
        }
    }

    private RuntimeException explained(Exception e) throws InterruptedException {
        return switch (e) {
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException unchecked -> unchecked;
            default ->
                    new StartFailedException(
                            "%s could not be started: %s".formatted(name(), e.getMessage()), e);
        };
    }

    private String failure(boolean ended) {
        String what =
                ended
                        ? "ended while starting"
                        : "did not answer within %d s"
                                .formatted(program.startTimeout().toSeconds());
        String why = log.lastErrorAfter(logBegin).map(line -> ": " + line).orElse("");
        return "%s %s%s (log: %s)".formatted(name(), what, why, log.path());
    }
}
