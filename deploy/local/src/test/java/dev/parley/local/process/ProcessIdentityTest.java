package dev.parley.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.process.ProcessIdentity.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {

    private static final Instant STARTED = Instant.parse("2026-01-01T10:00:00Z");
    private static final ProcessIdentity IDENTITY =
            new ProcessIdentity(42, STARTED, "/data/postgres");

    @TempDir Path folder;

    @Test
    void theSameStartAndMarkerAreTheSameProcess() {
        assertTrue(IDENTITY.matches(new Observation(STARTED, "postgres -D /data/postgres")));
    }

    @Test
    void aStartTimeMovedByTheClockIsStillTheSameProcess() {
        assertTrue(
                IDENTITY.matches(
                        new Observation(STARTED.minusMillis(1500), "postgres -D /data/postgres")));
    }

    @Test
    void aLaterProcessWithTheSamePidIsAStranger() {
        assertFalse(
                IDENTITY.matches(
                        new Observation(STARTED.plusSeconds(60), "postgres -D /data/postgres")));
    }

    @Test
    void anotherCommandWithTheSamePidIsAStranger() {
        assertFalse(IDENTITY.matches(new Observation(STARTED, "postgres -D /other")));
    }

    @Test
    void findsALivingProcessAndNoStrangerWithItsPid() throws IOException {
        Process process = new ProcessBuilder("sleep", "60.123").start();
        try {
            ProcessIdentity own = ProcessIdentity.of(process.toHandle(), "60.123");
            ProcessIdentity recycled =
                    new ProcessIdentity(own.pid(), own.started().minusSeconds(3600), own.marker());

            assertEquals(Optional.of(process.toHandle()), own.find());
            assertEquals(Optional.empty(), recycled.find());
        } finally {
            process.destroyForcibly();
        }
    }

    /** As setsid does once: for an instant, such a process has no command line. */
    @Test
    void aProcessThatBecomesAnotherProgramIsFoundAllTheTime() throws IOException {
        String becomeItself = "exec /bin/sh -c \"$0\" \"$0\" 60.124";
        Process process =
                new ProcessBuilder("/bin/sh", "-c", becomeItself, becomeItself, "60.124").start();
        try {
            ProcessIdentity own = ProcessIdentity.of(process.toHandle(), "60.124");

            for (int look = 0; look < 500; look++) {
                assertEquals(Optional.of(process.toHandle()), own.find());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aPidFileKeepsWhatItWasGiven() throws IOException {
        PidFile file = new PidFile(folder.resolve("a.pid"));
        PidFile.Entry entry = new PidFile.Entry(IDENTITY, Signal.INT);

        file.write(entry);

        assertEquals(Optional.of(entry), file.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "x\n2026-01-01T10:00:00Z\nm\nTERM\n",
                "42\nyesterday\nm\nTERM\n",
                "42\n2026-01-01T10:00:00Z\n\nTERM\n",
                "42\n2026-01-01T10:00:00Z\nm\nHUP\n"
            })
    void aDamagedPidFileNamesNobody(String content) throws IOException {
        Path path = Files.writeString(folder.resolve("a.pid"), content);

        assertEquals(Optional.empty(), new PidFile(path).read());
    }
}
