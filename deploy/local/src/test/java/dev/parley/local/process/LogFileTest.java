package dev.parley.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    private static final int LARGE = 40 << 20;

    @TempDir Path folder;
    private LogFile log;

    @BeforeEach
    void open() {
        log = new LogFile(folder.resolve("service.log"));
    }

    @Test
    void theLastErrorIsWhatAPersonWantsToKnow() throws IOException {
        Files.writeString(log.path(), "INFO a\nERROR first\n  ERROR second\n\tat line\nINFO b\n\n");

        assertEquals(Optional.of("ERROR second"), log.lastErrorAfter(0));
        assertEquals(List.of("INFO b", ""), log.tail(2));
    }

    @Test
    void withoutAnErrorTheLastLineMustDo() throws IOException {
        Files.writeString(log.path(), "one\ntwo\n\n");

        assertEquals(Optional.of("two"), log.lastErrorAfter(0));
    }

    @Test
    void whatAnEarlierProcessWroteIsNotTheReason() throws IOException {
        Files.writeString(log.path(), "ERROR long ago\n");
        long begin = log.length();
        Files.writeString(log.path(), "There is no setting x.\n", StandardOpenOption.APPEND);

        assertEquals(Optional.of("There is no setting x."), log.lastErrorAfter(begin));
    }

    @Test
    void noLogHasNoError() {
        assertEquals(Optional.empty(), log.lastErrorAfter(0));
    }

    @Test
    void aRunningProcessGoesOnInATrimmedLog() throws IOException {
        try (var writer =
                Files.newOutputStream(
                        log.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write(new byte[LARGE]);
            log.trim();
            writer.write('x');
        }

        assertEquals("x", Files.readString(log.path()));
        assertEquals(LARGE, Files.size(folder.resolve("service.log.1")));
    }

    @Test
    void aSmallLogStaysAsItIs() throws IOException {
        Files.writeString(log.path(), "a");

        log.trim();
        log.rotate();

        assertEquals("a", Files.readString(log.path()));
        assertFalse(Files.exists(folder.resolve("service.log.1")));
    }
}
