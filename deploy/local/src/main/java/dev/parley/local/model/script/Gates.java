package dev.parley.local.model.script;

import dev.parley.local.model.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gates that hold answers back until a test opens them; one that is open stays open until it is
 * shut.
 */
public final class Gates {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final int MOST = 10_000;

    private final Set<String> open = ConcurrentHashMap.newKeySet();

    public void open(String name) {
        if (open.size() < MOST) {
            open.add(name);
        }
    }

    public void shut(String name) {
        open.remove(name);
    }

    /**
     * Waits for the gate; false when it stayed shut for a minute. A client that leaves ends the
     * wait.
     */
    boolean await(String name, HttpReply reply) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!open.contains(name)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            reply.pauseUntil(System.nanoTime() + LOOK.toNanos());
        }
        return true;
    }
}
