package dev.parley.agent.toolbox;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a service that is there but has no room wants to be asked again. */
final class RetryAfter {

    private static final Duration UNSAID = Duration.ofSeconds(1);
    private static final long LONGEST_SECONDS = 60;

    private RetryAfter() {}

    /** Empty if asking again would not help. */
    static Optional<Duration> of(Response refusal) {
        return switch (refusal.getStatus()) {
            case 429, 503 -> Optional.of(said(refusal.getHeaderString(HttpHeaders.RETRY_AFTER)));
            default -> Optional.empty();
        };
    }

    private static Duration said(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("[0-9]{1,9}")) {
            return UNSAID;
        }
        return Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 1, LONGEST_SECONDS));
    }
}
