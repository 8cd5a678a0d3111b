package dev.parley.local.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {

    @TempDir Path home;

    @Test
    void waitsForAFileThatIsStillOpenSomewhere() throws IOException, InterruptedException {
        RedisBinary binary = new RedisBinary(home);
        Files.copy(Path.of("/bin/true"), binary.executable());
        assertTrue(binary.executable().toFile().setExecutable(true));
        long size = Files.size(binary.executable());

        try (OutputStream open =
                Files.newOutputStream(binary.executable(), StandardOpenOption.APPEND)) {
            assertThrows(
                    IOException.class,
                    () -> new ProcessBuilder(binary.executable().toString()).start());
            Executor soon = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
            soon.execute(() -> close(open));
            binary.unpack();
        }

        assertEquals(size, Files.size(binary.executable()), "it was not replaced");
    }

    private static void close(OutputStream open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void unpacksAServerWhereThereIsNone() throws IOException, InterruptedException {
        RedisBinary binary = new RedisBinary(home);
        binary.unpack();
        assertTrue(Files.isExecutable(binary.executable()));
    }
}
