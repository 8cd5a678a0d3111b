package dev.parley.local.supervision;

import dev.parley.local.layout.SetupException;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.LogFile;
import dev.parley.local.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a suite: the servers that everything needs first, then the rest side by side. Until {@link
 * #close()} each process that ends is started again.
 */
public final class Supervisor implements AutoCloseable {

    private final List<Daemon> foundation;
    private final List<Daemon> services;
    private final Screen screen;
    private final Board board;
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /**
     * @param foundation what must answer before anything else is started
     * @param services everything else
     */
    public Supervisor(List<Daemon> foundation, List<Daemon> services, Screen screen) {
        this.foundation = List.copyOf(foundation);
        this.services = List.copyOf(services);
        this.screen = screen;
        this.board = new Board(Stream.concat(names(foundation), names(services)).toList());
    }

    /**
     * Starts everything and returns when all are ready or it is clear that some will not be soon.
     *
     * @return for each process that is not ready the reason, in a sentence; it is still tried
     * @throws SetupException if the foundation does not come up; nothing else was started then
     */
    public Map<String, String> start() throws InterruptedException {
        StartProgress progress = new StartProgress(board, screen);
        supervise(foundation);
        progress.awaitSettled(names(foundation).toList());
        names(foundation).forEach(this::requireReady);
        supervise(services);
        keep(new LogTrimmer(logs(), screen));
        progress.awaitSettled(names(services).toList());
        return notReady();
    }

    /** Ends everything in order: the services, then what they need. */
    @Override
    public void close() {
        List<Thread> running = stopSupervising();
        running.forEach(Thread::interrupt);
        running.forEach(Supervisor::join);
        stop(services);
        stop(foundation);
    }

    private void supervise(List<Daemon> daemons) {
        daemons.forEach(daemon -> keep(new Supervision(daemon, board, screen)));
    }

    private synchronized void keep(Runnable task) {
        if (!closed) {
            threads.add(Thread.startVirtualThread(task));
        }
    }

    private List<LogFile> logs() {
        return Stream.concat(foundation.stream(), services.stream()).map(Daemon::log).toList();
    }

    private synchronized List<Thread> stopSupervising() {
        closed = true;
        return List.copyOf(threads);
    }

    private void requireReady(String name) {
        String reason = notReady().get(name);
        if (reason != null) {
            throw new SetupException(reason);
        }
    }

    private Map<String, String> notReady() {
        return board.phases().entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Phase.Ready))
                .collect(Collectors.toMap(Map.Entry::getKey, Supervisor::reason));
    }

    private static String reason(Map.Entry<String, Phase> entry) {
        return entry.getValue() instanceof Phase.Failing(int failures, String reason)
                ? reason
                : "%s was not ready within %d s"
                        .formatted(entry.getKey(), StartProgress.PATIENCE.toSeconds());
    }

    private static void stop(List<Daemon> daemons) {
        List<Thread> ends =
                daemons.stream().map(daemon -> Thread.startVirtualThread(daemon::stop)).toList();
        ends.forEach(Supervisor::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<String> names(List<Daemon> daemons) {
        return daemons.stream().map(Daemon::name);
    }
}
