package dev.parley.torture.rig;

import dev.parley.local.process.Daemon;
import java.time.Duration;
import java.util.List;

/** Starts a process again whenever it has ended, as whoever runs Parley would. */
final class Keeper {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Daemon daemon;
    private volatile long awayUntil = System.nanoTime();
    private volatile boolean over;

    private Keeper(Daemon daemon) {
        this.daemon = daemon;
    }

    /** Begins to look after processes. */
    static List<Keeper> of(List<Daemon> daemons) {
        List<Keeper> keepers = daemons.stream().map(Keeper::new).toList();
        keepers.forEach(keeper -> Thread.startVirtualThread(keeper::keep));
        return keepers;
    }

    boolean keeps(Daemon other) {
        return daemon == other;
    }

    /** Kills the process and leaves it dead for a while. */
    void kill(Duration away) {
        awayUntil = System.nanoTime() + away.toNanos();
        daemon.kill();
    }

    /** Lets the process end for good. */
    void letGo() {
        over = true;
    }

    private void keep() {
        try {
            while (!over) {
                if (!daemon.isRunning() && System.nanoTime() - awayUntil >= 0) {
                    start();
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() throws InterruptedException {
        try {
            daemon.start();
        } catch (RuntimeException failed) {
            // Killed again, or what it needs is away, too: the next look starts it.
            System.out.println(failed.getMessage());
        }
    }
}
