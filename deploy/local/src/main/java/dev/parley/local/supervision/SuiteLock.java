package dev.parley.local.supervision;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.SetupException;
import dev.parley.local.process.PidFile;
import dev.parley.local.process.ProcessIdentity;
import dev.parley.local.process.Signal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * At most one launcher works on a data folder. The system gives the lock back when its holder dies,
 * however it dies.
 */
public final class SuiteLock implements AutoCloseable {

    /** A part of the command line of every launcher. */
    public static final String MARKER = "dev.parley.local.launcher.Parley";

    private final FileChannel channel;
    private final PidFile pidFile;

    private SuiteLock(FileChannel channel, PidFile pidFile) {
        this.channel = channel;
        this.pidFile = pidFile;
    }

    /**
     * Takes the lock.
     *
     * @throws SetupException if another launcher has it
     */
    public static SuiteLock take(DataFolder folder) {
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.run().resolve("launcher.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw alreadyRunning(folder);
            }
            PidFile pidFile = pidFile(folder);
            pidFile.write(
                    new PidFile.Entry(
                            ProcessIdentity.of(ProcessHandle.current(), MARKER), Signal.TERM));
            return new SuiteLock(channel, pidFile);
        } catch (IOException e) {
            throw new SetupException(
                    "The data folder %s cannot be locked: %s."
                            .formatted(folder.root(), e.getMessage()),
                    e);
        }
    }

    /** The launcher that works on this folder now. */
    public static Optional<ProcessHandle> holder(DataFolder folder) {
        try {
            return pidFile(folder).process();
        } catch (IOException e) {
            throw new SetupException("Cannot read the pid files in " + folder.run() + ".", e);
        }
    }

    @Override
    public void close() {
        try {
            pidFile.delete();
            channel.close();
        } catch (IOException e) {
            throw new SetupException("Cannot delete " + pidFile.path() + ".", e);
        }
    }

    /** The sentence for whoever wants a second one. */
    public static SetupException alreadyRunning(DataFolder folder) {
        String pid = holder(folder).map(handle -> " (pid " + handle.pid() + ")").orElse("");
        return new SetupException(
                "Parley already runs from %s%s: `./parley status` shows it, `./parley down` ends it."
                        .formatted(folder.root(), pid));
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    private static PidFile pidFile(DataFolder folder) {
        return new PidFile(folder.launcherPid());
    }
}
