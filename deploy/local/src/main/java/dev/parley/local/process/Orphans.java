package dev.parley.local.process;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processes that a launcher started and could not end, since it was killed. */
public final class Orphans {

    private static final String SUFFIX = ".pid";

    private Orphans() {}

    /**
     * Ends them all, each in its own orderly way.
     *
     * @return how many there were
     */
    public static int end(DataFolder folder) {
        List<PidFile> files = files(folder);
        List<Thread> ends =
                files.stream().filter(Orphans::alive).map(Orphans::endInBackground).toList();
        ends.forEach(Orphans::join);
        files.forEach(Orphans::delete);
        return ends.size();
    }

    private static List<PidFile> files(DataFolder folder) {
        if (!Files.isDirectory(folder.run())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder.run())) {
            return all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .filter(file -> !file.equals(folder.launcherPid()))
                    .map(PidFile::new)
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder.run(), e);
        }
    }

    private static boolean alive(PidFile file) {
        try {
            return file.process().isPresent();
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
    }

    private static Thread endInBackground(PidFile file) {
        return Thread.startVirtualThread(() -> end(file));
    }

    private static void end(PidFile file) {
        try {
            file.read()
                    .ifPresent(entry ->
                            entry.identity()
                                    .find()
                                    .ifPresent(process ->
                                            Termination.end(process, entry.stopSignal())));
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(PidFile file) {
        try {
            file.delete();
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
    }

    private static SetupException unreadable(Path path, IOException e) {
        return new SetupException(
                "%s cannot be read or deleted: make it accessible for you.".formatted(path), e);
    }
}
