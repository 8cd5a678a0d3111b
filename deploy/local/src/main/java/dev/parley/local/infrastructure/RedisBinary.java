package dev.parley.local.infrastructure;

import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Unpacks a Redis server that runs on this machine out of its Maven artifact, once. */
record RedisBinary(Path home) {

    /**
     * What was written a moment ago cannot be executed while a process that was forked meanwhile,
     * for Postgres or Kafka, has inherited the open file; it closes it with its own exec. JDKs
     * write the error's number in two ways.
     */
    private static final Pattern TEXT_FILE_BUSY = Pattern.compile("error(=|: )26\\b");

    private static final int MOST_TRIES = 100;
    private static final long PAUSE_MILLIS = 20;
    private static final int PROBE_SECONDS = 60;

    Path executable() {
        return home.resolve("redis-server");
    }

    /**
     * The 64-bit build needs OpenSSL 3 from the system. Where that is missing, the statically
     * linked 32-bit build does, since the cache is limited to 256 MB anyway.
     */
    void unpack() throws IOException, InterruptedException {
        if (runs(executable())) {
            return;
        }
        OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
        List<OsArchitecture> candidates =
                machine.equals(OsArchitecture.UNIX_x86_64)
                        ? List.of(machine, OsArchitecture.UNIX_x86)
                        : List.of(machine);
        for (OsArchitecture candidate : candidates) {
            if (unpack(candidate)) {
                return;
            }
        }
        throw new SetupException(
                "The Redis server that Parley brings does not run on this machine: install OpenSSL 3 (Debian, Ubuntu: apt-get install libssl3; macOS: brew install openssl@3).");
    }

    private boolean unpack(OsArchitecture machine) throws IOException, InterruptedException {
        String resource = ExecutableProvider.newProvidedVersionsMap().get(machine);
        if (resource == null) {
            return false;
        }
        Path draft = home.resolve("redis-server.new");
        try (var content = ExecutableProvider.class.getResourceAsStream(resource)) {
            if (content == null) {
                return false;
            }
            Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!draft.toFile().setExecutable(true) || !runs(draft)) {
            return false;
        }
        Files.move(draft, executable(), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static boolean runs(Path file) throws InterruptedException {
        if (!Files.isExecutable(file)) {
            return false;
        }
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                Process version =
                        new ProcessBuilder(file.toString(), "--version")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                return version.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && version.exitValue() == 0;
            } catch (IOException e) {
                if (!TEXT_FILE_BUSY.matcher(String.valueOf(e.getMessage())).find()) {
                    // It is not for this machine.
                    return false;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        return false;
    }
}
