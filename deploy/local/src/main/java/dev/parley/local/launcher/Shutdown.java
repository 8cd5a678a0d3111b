package dev.parley.local.launcher;

import dev.parley.local.terminal.Screen;
import java.util.ArrayDeque;
import java.util.Deque;

/** Ends whatever was started, last first, when the launcher's JVM ends for whatever reason. */
final class Shutdown implements Runnable {

    private final Screen screen;
    private final Suite suite;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean running;
    private boolean ending;

    Shutdown(Screen screen, Suite suite) {
        this.screen = screen;
        this.suite = suite;
    }

    /** Ends this too; at once, if the end has already begun. */
    void onExit(AutoCloseable resource) {
        synchronized (this) {
            if (!ending) {
                open.push(resource);
                return;
            }
        }
        close(resource);
    }

    /** From now on an end is worth telling. */
    synchronized void running() {
        running = true;
    }

    @Override
    public void run() {
        boolean tell = begin();
        if (tell) {
            screen.announce("Stopping Parley …");
            screen.mute();
        }
        open.forEach(this::close);
        if (tell) {
            System.out.println("Parley is stopped; its data stays in " + suite.folder().root());
        }
    }

    private synchronized boolean begin() {
        ending = true;
        return running;
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // The rest must be ended all the same.
            screen.announce("While stopping: " + e.getMessage());
        }
    }
}
