package dev.parley.agent.queue;

import dev.parley.contracts.event.RunOptions;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Claims as tests need them. */
public final class Claims {

    private Claims() {}

    /** A claim of a run without a conversation. */
    public static ClaimedRun of(RunId run, int epoch) {
        return claim(run, null, 0, epoch);
    }

    /** The first claim of a run that answers a later message of a conversation. */
    public static ClaimedRun inConversation(RunId run, ConversationId conversation) {
        return claim(run, conversation, 2, 1);
    }

    private static ClaimedRun claim(
            RunId run, @Nullable ConversationId conversation, long seq, int epoch) {
        return new ClaimedRun(
                run,
                "acme",
                "ada",
                Set.of(),
                conversation,
                seq,
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
                "gone:1",
                "general",
                Instant.EPOCH,
                Duration.ofMinutes(1));
    }
}
