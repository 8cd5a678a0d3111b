package dev.parley.local.terminal;

import dev.parley.local.layout.SetupException;
import dev.parley.local.process.LogFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Lines that stay and, below them on a real terminal, one line that moves. Announcements also go to
 * the launcher's log. Safe for use by several threads.
 */
public final class Screen {

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final int DEFAULT_WIDTH = 100;

    private final PrintStream out;
    private final boolean interactive;
    private final LogFile log;
    private boolean muted;
    private boolean moving;
    private int frame;

    public Screen(PrintStream out, boolean interactive, LogFile log) {
        this.out = out;
        this.interactive = interactive;
        this.log = log;
    }

    /** Prints a line that stays. */
    public synchronized void say(String line) {
        if (muted) {
            return;
        }
        clearMovingLine();
        out.println(line);
        out.flush();
    }

    /** Prints a line that stays, and writes it to the launcher's log. */
    public synchronized void announce(String line) {
        say(line);
        try {
            log.rotate();
            Files.writeString(
                    log.path(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new SetupException(
                    "The log %s cannot be written: %s.".formatted(log.path(), e.getMessage()), e);
        }
    }

    /** Replaces the moving line; does nothing where lines cannot be replaced. */
    public synchronized void move(String line) {
        if (!interactive || muted) {
            return;
        }
        String whole = FRAMES[frame++ % FRAMES.length] + " " + line;
        out.print(CLEAR_LINE + whole.substring(0, Math.min(whole.length(), DEFAULT_WIDTH - 1)));
        out.flush();
        moving = true;
    }

    /** From now on only the log hears announcements. */
    public synchronized void mute() {
        clearMovingLine();
        muted = true;
    }

    private void clearMovingLine() {
        if (moving) {
            out.print(CLEAR_LINE);
            moving = false;
        }
    }
}
