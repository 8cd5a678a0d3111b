package dev.parley.local.model.chat;

import dev.parley.local.model.http.HttpReply;
import java.io.IOException;
import java.time.Duration;

/** How fast tokens come, in milliseconds; kept on schedule, so that slow writes don't add up. */
public record Pace(long firstTokenMillis, long tokenMillis) {

    public static final Pace AT_ONCE = new Pace(0, 0);

    /** Starts the clock of one answer. */
    public Running start() {
        return new Running(this, System.nanoTime());
    }

    /** The pace of one answer under way; for one thread. */
    public static final class Running {

        private final Pace pace;
        private long next;

        private Running(Pace pace, long started) {
            this.pace = pace;
            this.next = started + Duration.ofMillis(pace.firstTokenMillis()).toNanos();
        }

        boolean spaced() {
            return pace.tokenMillis() > 0;
        }

        /** Waits for the moment of the first token, or of the next. */
        public void awaitToken(HttpReply reply) throws IOException {
            awaitTokens(reply, 1);
        }

        /** Waits for the moment of the last of so many tokens. */
        public void awaitTokens(HttpReply reply, int tokens) throws IOException {
            if (pace.equals(AT_ONCE)) {
                return;
            }
            next += Duration.ofMillis(pace.tokenMillis()).toNanos() * Math.max(tokens - 1, 0);
            reply.pauseUntil(next);
            next += Duration.ofMillis(pace.tokenMillis()).toNanos();
        }
    }
}
