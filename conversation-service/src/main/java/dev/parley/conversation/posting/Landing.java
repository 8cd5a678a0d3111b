package dev.parley.conversation.posting;

import dev.parley.contracts.id.RunId;
import dev.parley.conversation.message.MessageView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where in the tree something new was put.
 *
 * @param branch the branch it belongs to
 * @param forkOf the number of the message that the first new one is an alternative to
 * @param answered the message that is answered, if it was there before
 * @param answersRunId the run of that message
 */
record Landing(
        int branch,
        @Nullable Long forkOf,
        @Nullable MessageView answered,
        @Nullable RunId answersRunId) {

    /** The message that is answered; there is one where nothing new is said. */
    MessageView requireAnswered() {
        return Objects.requireNonNull(answered, "a posting without input answers a message");
    }

    static Landing in(int branch) {
        return new Landing(branch, null, null, null);
    }
}
