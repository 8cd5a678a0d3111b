package dev.parley.conversation.posting;

import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.RunOptions;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.message.MessageView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says and wants answered.
 *
 * @param input the messages, oldest first; none where only a reply is asked for
 * @param agent the agent that answers; the conversation's if null
 * @param metadata the stored form of the client's notes on its messages
 * @param options what is asked of the run beyond the agent's configuration; nothing if null
 */
public record Posting(
        Target target,
        List<Input> input,
        Priority priority,
        OnBusy onBusy,
        @Nullable String agent,
        String metadata,
        @Nullable RunOptions options) {

    public Posting {
        input = List.copyOf(input);
    }

    /**
     * A message that a caller brings along.
     *
     * @param role {@code user}, {@code assistant}, {@code system} or {@code tool}
     * @param callId for a tool's output: the call it belongs to
     * @param toolCalls for an assistant's message: its tool calls, as JSON
     */
    public record Input(
            String role, String content, @Nullable String callId, @Nullable String toolCalls) {

        /** What a user says. */
        public static Input user(String content) {
            return new Input("user", content, null, null);
        }

        /** The message that is stored of it. */
        MessageView asMessage(String author, RunId run, Spot spot, String metadata, Instant now) {
            return new MessageView(
                    MessageId.next(),
                    spot.seq(),
                    spot.branch(),
                    role,
                    author,
                    content,
                    MessageView.COMPLETE,
                    run,
                    null,
                    callId,
                    null,
                    toolCalls,
                    null,
                    metadata,
                    spot.forkOf(),
                    null,
                    now);
        }
    }

    /**
     * Where a message stands.
     *
     * @param forkOf the number of the message that it is an alternative to
     */
    record Spot(long seq, int branch, @Nullable Long forkOf) {}

    /** The failed run that this goes on with, if it does. */
    @Nullable RunId retryOf() {
        return target instanceof Target.RetryOf(_, RunId failed) ? failed : null;
    }

    /** The text of the one plain message that is answered, if that is all there is. */
    @Nullable String plainText() {
        boolean plain = input.size() == 1 && input.getFirst().role().equals("user");
        return plain ? input.getFirst().content() : null;
    }
}
