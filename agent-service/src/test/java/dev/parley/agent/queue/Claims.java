package dev.parley.agent.queue;

import dev.parley.contracts.event.RunOptions;
import dev.parley.contracts.id.RunId;
import java.time.Duration;
import java.time.Instant;

/** Claims as tests need them. */
public final class Claims {

    private Claims() {}

    /** A claim of a run without a conversation. */
    public static ClaimedRun of(RunId run, int epoch) {
        return new ClaimedRun(
                run,
                "acme",
                "ada",
                null,
                0,
                "assistant",
                null,
                null,
                "go",
                0,
                RunOptions.NONE,
                false,
                null,
                epoch,
                0,
                0,
                null,
                false,
                null,
                "here:1",
                "general",
                Instant.EPOCH,
                Duration.ofMinutes(1));
    }
}
