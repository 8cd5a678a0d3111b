package dev.parley.system.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs tests that are written in JavaScript because the clients under test are. They are installed
 * as {@code package-lock.json} says, into the build's folder.
 */
public final class NodeClients {

    private static final int INSTALL_MINUTES = 5;
    private static final int RUN_MINUTES = 5;

    private final Path folder;

    private NodeClients(Path folder) {
        this.folder = folder;
    }

    /** Installs the clients; fails with a sentence if Node.js is missing. */
    public static NodeClients install() {
        Path sources = Path.of(System.getProperty("parley.clients", "clients"));
        Path folder = Path.of(System.getProperty("parley.suite.folder", "target/suite"));
        NodeClients clients = new NodeClients(folder.resolveSibling("clients"));
        clients.copy(sources);
        clients.run(
                INSTALL_MINUTES,
                Map.of(),
                List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        return clients;
    }

    /** Runs the tests of a file; fails with what they printed. */
    public void test(String file, Map<String, String> environment) {
        run(RUN_MINUTES, environment, List.of("node", "--test", file));
    }

    private void copy(Path sources) {
        try (Stream<Path> files = Files.list(sources)) {
            Files.createDirectories(folder);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        folder.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(int minutes, Map<String, String> environment, List<String> command) {
        Path output = folder.resolve("output.log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        String.join(" ", command) + " failed:\n" + Files.readString(output));
            }
        } catch (IOException e) {
            throw new AssertionError(
                    command.getFirst() + " cannot be run; install Node.js 20 or newer with npm.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
