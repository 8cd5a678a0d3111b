package dev.parley.local.infrastructure;

import dev.parley.local.layout.SetupException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the Postgres programs for this machine out of their Maven artifact, once. */
record PostgresBinaries(Path folder) {

    private static final int OWNER_EXECUTE = 0100;

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    /** Unpacks beside the target and renames, so that an interrupted start leaves no half of it. */
    void unpack() throws IOException {
        if (Files.isExecutable(postgres())) {
            return;
        }
        Path draft = folder.resolveSibling(folder.getFileName() + ".new");
        delete(draft);
        delete(folder);
        try (InputStream archive = archive();
                TarArchiveInputStream entries =
                        new TarArchiveInputStream(
                                new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                write(entry, entries, draft);
            }
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch");
        try {
            InputStream archive =
                    DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
            if (archive != null) {
                return archive;
            }
        } catch (IllegalStateException none) {
            throw unsupported(system, machine);
        }
        throw unsupported(system, machine);
    }

    private static SetupException unsupported(String system, String machine) {
        return new SetupException(
                "There is no Postgres for %s on %s: run Parley on Linux or macOS, on x86-64 or arm64."
                        .formatted(system, machine));
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive reaches outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & OWNER_EXECUTE) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
