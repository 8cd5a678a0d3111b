package dev.parley.local.service;

import java.nio.file.Path;
import java.util.List;

/** Options for a JVM that shares a small machine with eight other processes. */
final class SmallJvm {

    private SmallJvm() {}

    static List<String> options(String heap, Path classArchive) {
        return List.of(
                "-Xms32m",
                "-Xmx" + heap,
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + classArchive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "--enable-native-access=ALL-UNNAMED");
    }
}
