package dev.parley.local.infrastructure;

import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Postgres refuses to run as root. In a user namespace of its own it is nobody in particular, yet
 * its files still belong to whom they belonged.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final int PROBE_SECONDS = 10;

    private Unprivileged() {}

    /** The command as it must be started by this user. */
    static List<String> command(List<String> command) throws IOException, InterruptedException {
        if (!isRoot()) {
            return command;
        }
        if (!succeeds(List.of("unshare", "-U", "true"))) {
            throw new SetupException(
                    "Postgres does not run as root and this machine gives root no user namespace: "
                            + "start Parley as an ordinary user, or install util-linux and allow user namespaces (sysctl user.max_user_namespaces).");
        }
        List<String> whole = new ArrayList<>(NAMESPACE);
        whole.addAll(command);
        return whole;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
