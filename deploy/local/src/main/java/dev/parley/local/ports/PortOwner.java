package dev.parley.local.ports;

import dev.parley.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Who listens on a port, as far as the system tells us. */
public record PortOwner(long pid, String command) {

    private static final String LISTENING = "0A";
    private static final int LONGEST_COMMAND = 60;

    static Optional<PortOwner> of(int port) {
        Optional<Long> pid =
                Files.exists(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
        return pid.flatMap(ProcessHandle::of).map(PortOwner::describe);
    }

    private static PortOwner describe(ProcessHandle handle) {
        String line =
                ProcessIdentity.observe(handle)
                        .map(ProcessIdentity.Observation::commandLine)
                        .or(() -> handle.info().command())
                        .orElse("unknown")
                        .replaceAll("\\s+", " ");
        String text =
                line.length() > LONGEST_COMMAND ? line.substring(0, LONGEST_COMMAND) + "…" : line;
        return new PortOwner(handle.pid(), text);
    }

    private static Optional<Long> fromProc(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(table -> inode(table, port).stream())
                .flatMap(inode -> pidOf("socket:[" + inode + "]").stream())
                .findFirst();
    }

    private static Optional<String> inode(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> List.of(line.strip().split("\\s+")))
                    .filter(field -> field.size() > 9)
                    .filter(field -> field.get(1).endsWith(suffix))
                    .filter(field -> field.get(3).equals(LISTENING))
                    .map(field -> field.get(9))
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Long> pidOf(String socket) {
        return ProcessHandle.allProcesses()
                .filter(handle -> holds(handle, socket))
                .map(ProcessHandle::pid)
                .findFirst();
    }

    private static boolean holds(ProcessHandle handle, String socket) {
        Path descriptors = Path.of("/proc", Long.toString(handle.pid()), "fd");
        try (Stream<Path> links = Files.list(descriptors)) {
            return links.anyMatch(link -> pointsTo(link, socket));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static boolean pointsTo(Path link, String socket) {
        try {
            return Files.readSymbolicLink(link).toString().equals(socket);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static Optional<Long> fromLsof(int port) {
        try {
            Process lsof =
                    new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            List<String> lines = lsof.inputReader().lines().toList();
            lsof.waitFor(5, TimeUnit.SECONDS);
            return lines.stream().findFirst().map(Long::parseLong);
        } catch (IOException | NumberFormatException notTold) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
