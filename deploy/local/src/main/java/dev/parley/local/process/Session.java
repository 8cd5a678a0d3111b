package dev.parley.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a command in a session of its own. Otherwise a Ctrl-C at the terminal would reach every
 * child at the same moment as the launcher, which could then no longer end them in order.
 */
public final class Session {

    private Session() {}

    /** The same command, in a session of its own where the system has a tool for that. */
    public static List<String> detached(List<String> command) {
        List<String> whole = new ArrayList<>(prefix());
        whole.addAll(command);
        return whole;
    }

    private static List<String> prefix() {
        return onPath("setsid")
                .map(Session::setsid)
                .or(() -> onPath("perl").map(Session::perl))
                .orElse(List.of());
    }

    private static List<String> setsid(Path tool) {
        return List.of(tool.toString());
    }

    private static List<String> perl(Path tool) {
        return List.of(tool.toString(), "-e", "use POSIX; POSIX::setsid(); exec @ARGV");
    }

    private static Optional<Path> onPath(String tool) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
