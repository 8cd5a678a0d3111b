package dev.parley.local.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
        Files.writeString(binary.executable(), "#!/bin/sh\nexit 0\n");
        assertTrue(binary.executable().toFile().setExecutable(true));
        long size = Files.size(binary.executable());

        try (OutputStream open =
                Files.newOutputStream(binary.executable(), StandardOpenOption.APPEND)) {
            assumeTrue(isBusy(binary.executable()), "this system executes what is being written");
            Executor soon = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
            soon.execute(() -> close(open));
            binary.unpack();
        }

        assertEquals(size, Files.size(binary.executable()), "it was not replaced");
    }

    private static boolean isBusy(Path file) throws InterruptedException {
        try {
            new ProcessBuilder(file.toString()).start().waitFor();
            return false;
        } catch (IOException e) {
            return true;
        }
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
