package dev.parley.local.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The folder that holds everything a suite keeps: databases, logs, secrets, process ids. Deleting
 * it loses all local data and nothing else.
 */
public record DataFolder(Path root) {

    /** The environment variable that puts the folder elsewhere. */
    public static final String HOME_VARIABLE = "PARLEY_HOME";

    private static final String FOLDER = ".parley";

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * {@code .parley} in the checkout; {@code .parley/offset-<n>} for a shifted suite, so that two
     * suites of one checkout share no data.
     */
    public static DataFolder fromEnvironment(Path checkout, Map<String, String> environment) {
        String home = environment.getOrDefault(HOME_VARIABLE, "").strip();
        if (!home.isEmpty()) {
            return new DataFolder(Path.of(home));
        }
        return standard(checkout, Ports.offset(environment));
    }

    /** Where the data of a suite is unless the person chose another place. */
    public static DataFolder standard(Path checkout, int offset) {
        Path first = checkout.resolve(FOLDER);
        return new DataFolder(offset == 0 ? first : first.resolve("offset-" + offset));
    }

    /** Makes the folder and its parts; private to the user, since it holds secrets. */
    public DataFolder open() {
        try {
            Files.createDirectories(root);
            if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(logs());
            Files.createDirectories(run());
            Files.createDirectories(classArchives());
            Files.delete(Files.createTempFile(root, "writable", null));
            return this;
        } catch (IOException e) {
            throw new SetupException(
                    "The data folder %s cannot be written (%s): make it writable for you or choose another with %s=/some/folder."
                            .formatted(root, reason(e), HOME_VARIABLE),
                    e);
        }
    }

    public boolean exists() {
        return Files.isDirectory(root);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Process ids, the lock and the state of the running suite. */
    public Path run() {
        return root.resolve("run");
    }

    /** The launcher's own pid file, beside those of what it started. */
    public Path launcherPid() {
        return run().resolve("launcher.pid");
    }

    /** Written by a launcher in the background when its start is over. */
    public Path started() {
        return run().resolve("started");
    }

    public Path part(String name) {
        return root.resolve(name);
    }

    public Path secrets() {
        return root.resolve("secrets.properties");
    }

    public Path issuerKey() {
        return root.resolve("issuer-key.pem");
    }

    /** Archives of loaded classes, which the JVMs make themselves to start faster the next time. */
    public Path classArchives() {
        return root.resolve("cds");
    }

    /** The way out that ends every sentence about damaged data. */
    public SetupException damaged(String what) {
        return new SetupException(
                "%s; restore it, or start anew with `rm -rf %s`, which loses all local data."
                        .formatted(what, root));
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
