package dev.parley.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.local.layout.DataFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {

    @TempDir Path temporary;
    private DataFolder folder;

    @BeforeEach
    void open() {
        folder = new DataFolder(temporary).open();
    }

    @Test
    void startsOnceAndEndsWithoutATrace() throws InterruptedException {
        Daemon daemon = new Daemon(SleepProgram.lasting("idle", folder), folder);

        daemon.start();
        Optional<Long> pid = daemon.pid();
        daemon.start();
        assertEquals(pid, daemon.pid());
        daemon.stop();

        assertFalse(daemon.isRunning());
        assertEquals(Optional.empty(), daemon.pid());
        assertEquals(Optional.empty(), ProcessHandle.of(pid.orElseThrow()));
    }

    @Test
    void aStartThatFailsSaysWhichWhyAndWhere() {
        Daemon daemon =
                new Daemon(new SleepProgram("broken", folder, "echo 'FATAL: no disk'", 2), folder);

        StartFailedException failed = assertThrows(StartFailedException.class, daemon::start);

        assertEquals(
                "broken ended while starting: FATAL: no disk (log: %s)"
                        .formatted(folder.log("broken")),
                failed.getMessage());
    }

    @Test
    void orphansAreFoundAndEndedByAnotherLauncher() throws Exception {
        Daemon orphan = new Daemon(SleepProgram.lasting("orphan", folder), folder);
        orphan.start();

        assertEquals(1, Orphans.end(folder));
        assertEquals(0, Orphans.end(folder));

        orphan.onExit().get(60, TimeUnit.SECONDS);
        assertEquals(Optional.empty(), orphan.pid());
    }
}
