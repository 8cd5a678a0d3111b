package dev.parley.local.supervision;

import dev.parley.local.layout.SetupException;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.StartFailedException;
import dev.parley.local.terminal.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/**
 * Keeps one process running until the thread that does so is interrupted. Gives up only if the very
 * first start shows that a person has to do something.
 */
final class Supervision implements Runnable {

    private final Daemon daemon;
    private final Board board;
    private final Screen screen;
    private Backoff backoff = Backoff.NONE;
    private boolean everReady;

    Supervision(Daemon daemon, Board board, Screen screen) {
        this.daemon = daemon;
        this.board = board;
        this.screen = screen;
    }

    @Override
    public void run() {
        try {
            boolean worthwhile = true;
            while (worthwhile) {
                Thread.sleep(backoff.delay());
                worthwhile = startAndWatch();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startAndWatch() throws InterruptedException {
        Instant begun = Instant.now();
        board.put(daemon.name(), new Phase.Starting());
        try {
            daemon.start();
        } catch (SetupException e) {
            return needsAPerson(e);
        } catch (StartFailedException e) {
            failed(backoff.failed(), e.sentence());
            return true;
        }
        Instant ready = Instant.now();
        ready(Duration.between(begun, ready));
        awaitExit();
        failed(backoff.diedAfter(Duration.between(ready, Instant.now())), obituary());
        return true;
    }

    private boolean needsAPerson(SetupException e) {
        if (everReady) {
            failed(backoff.failed(), e.sentence());
        } else {
            board.put(daemon.name(), new Phase.Failing(Phase.Failing.HOPELESS, e.sentence()));
        }
        return everReady;
    }

    private void ready(Duration after) {
        everReady = true;
        board.put(daemon.name(), new Phase.Ready(after));
        if (backoff.failures() > 0) {
            screen.announce(daemon.name() + " is ready again.");
        }
    }

    private void awaitExit() throws InterruptedException {
        try {
            daemon.onExit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot watch " + daemon.name(), e);
        }
    }

    private String obituary() {
        String code = daemon.exitCode().map(" (exit code %d)"::formatted).orElse("");
        return "%s died%s (log: %s)".formatted(daemon.name(), code, daemon.log().path());
    }

    private void failed(Backoff next, String reason) {
        backoff = next;
        board.put(daemon.name(), new Phase.Failing(next.failures(), reason));
        screen.announce(
                "%s; starting it again in %d s.".formatted(reason, next.delay().toSeconds()));
    }
}
