package dev.parley.local.launcher;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.SetupException;
import dev.parley.local.process.JavaProgram;
import dev.parley.local.process.Session;
import dev.parley.local.supervision.SuiteLock;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code up --detach}: starts another launcher in the background and shows what it says until it is
 * up.
 */
final class DetachedUp {

    private static final long POLL_MILLIS = 100;

    private final DataFolder folder;
    private final Set<String> without;

    DetachedUp(Suite suite, Set<String> without) {
        this.folder = suite.folder();
        this.without = without;
    }

    /** The exit code: that of the start. */
    int run() throws InterruptedException {
        folder.open();
        SuiteLock.holder(folder)
                .ifPresent(running -> {
                    throw SuiteLock.alreadyRunning(folder);
                });
        Path output = folder.log("up");
        try {
            Files.deleteIfExists(folder.started());
            Files.deleteIfExists(output);
            return follow(launch(output), output);
        } catch (IOException e) {
            throw new SetupException(
                    "The launcher cannot be started in the background: " + e.getMessage() + ".", e);
        }
    }

    private Process launch(Path output) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JavaProgram.executable());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dparley.terminal=false");
        command.addAll(List.of("-cp", JavaProgram.classPath(), SuiteLock.MARKER));
        command.addAll(List.of("up", "--background"));
        if (!without.isEmpty()) {
            command.addAll(List.of("--without", String.join(",", without)));
        }
        return new ProcessBuilder(Session.detached(command))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private int follow(Process launcher, Path output) throws IOException, InterruptedException {
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            boolean over = false;
            while (!over) {
                over = !launcher.isAlive() || Files.exists(folder.started());
                copy(file, System.out);
                if (!over) {
                    Thread.sleep(POLL_MILLIS);
                }
            }
        }
        return Files.exists(folder.started())
                ? Integer.parseInt(Files.readString(folder.started()).strip())
                : launcher.waitFor();
    }

    private static void copy(RandomAccessFile from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = from.read(buffer); read > 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
        }
        to.flush();
    }
}
