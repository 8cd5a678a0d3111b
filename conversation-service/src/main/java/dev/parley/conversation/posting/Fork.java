package dev.parley.conversation.posting;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.branch.BranchPath;
import dev.parley.conversation.branch.Branches;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the branch that a target means, and makes it where it does not exist. */
@ApplicationScoped
class Fork {

    /** How far before a reply the message that it answers is looked for. */
    private static final int LOOK_BACK = 100;

    private final Branches branches;
    private final MessageLog messages;

    @Inject
    Fork(Branches branches, MessageLog messages) {
        this.branches = branches;
        this.messages = messages;
    }

    /** The caller holds the conversation's lock. */
    Landing land(
            String tenant,
            ConversationId conversation,
            ConversationGate.Place place,
            Target wanted) {
        return switch (wanted) {
            case Target.Tip tip -> Landing.in(place.activeBranch());
            case Target.After(MessageId message) -> after(tenant, conversation, place, message);
            case Target.InsteadOf(MessageId message) ->
                    insteadOf(tenant, conversation, place, message);
            case Target.RetryOf(MessageId message, _) -> retry(conversation, message);
            case Target.AnotherReplyTo(MessageId message) ->
                    anotherReply(tenant, conversation, place, message);
        };
    }

    private Landing after(
            String tenant,
            ConversationId conversation,
            ConversationGate.Place place,
            MessageId id) {
        MessageView message = find(conversation, id);
        BranchPath path = path(conversation, message);
        List<MessageView> next =
                messages.after(conversation, path, message.seq(), Long.MAX_VALUE, 1);
        if (next.isEmpty()) {
            if (message.branch() != place.activeBranch()) {
                branches.activate(conversation, message.branch());
            }
            return Landing.in(message.branch());
        }
        branches.fork(tenant, conversation, path, message.seq(), place.branches());
        return new Landing(place.branches(), origin(next.getFirst()), null, null);
    }

    private Landing insteadOf(
            String tenant,
            ConversationId conversation,
            ConversationGate.Place place,
            MessageId id) {
        MessageView message = find(conversation, id);
        if (!message.role().equals("user")) {
            throw refusal("/edit_of", "Only a user's message can be edited; name one of those.");
        }
        BranchPath path = path(conversation, message);
        branches.fork(
                tenant, conversation, path, before(conversation, path, message), place.branches());
        return new Landing(place.branches(), origin(message), null, null);
    }

    /** Nothing stands there yet that the reply could be an alternative to. */
    private Landing retry(ConversationId conversation, MessageId id) {
        MessageView asked = find(conversation, id);
        return new Landing(asked.branch(), null, asked, asked.runId());
    }

    private Landing anotherReply(
            String tenant,
            ConversationId conversation,
            ConversationGate.Place place,
            MessageId id) {
        MessageView named = find(conversation, id);
        BranchPath path = path(conversation, named);
        boolean reply = named.role().equals("assistant");
        MessageView asked = reply ? askedBefore(conversation, path, named) : named;
        Long forkOf = reply ? (Long) origin(named) : replyAfter(conversation, path, asked);
        branches.fork(tenant, conversation, path, asked.seq(), place.branches());
        return new Landing(place.branches(), forkOf, asked, asked.runId());
    }

    /** The reply that the new one stands beside; none if the message has not been answered. */
    private @Nullable Long replyAfter(
            ConversationId conversation, BranchPath path, MessageView asked) {
        return messages.after(conversation, path, asked.seq(), Long.MAX_VALUE, LOOK_BACK).stream()
                .filter(message -> message.role().equals("assistant"))
                .filter(message -> asked.runId().equals(answeredRun(message)))
                .map(Fork::origin)
                .findFirst()
                .orElse(null);
    }

    private static RunId answeredRun(MessageView reply) {
        return Objects.requireNonNullElse(reply.answersRunId(), reply.runId());
    }

    private MessageView askedBefore(
            ConversationId conversation, BranchPath path, MessageView reply) {
        RunId run = answeredRun(reply);
        return messages.before(conversation, path, reply.seq(), LOOK_BACK).stream()
                .filter(message -> message.runId().equals(run))
                .filter(message -> !message.role().equals("assistant"))
                .findFirst()
                .orElseThrow(() ->
                        refusal(
                                "message_id",
                                "This reply answers no message that is still near it."));
    }

    private long before(ConversationId conversation, BranchPath path, MessageView message) {
        List<MessageView> last = messages.before(conversation, path, message.seq(), 1);
        return last.isEmpty() ? 0 : last.getFirst().seq();
    }

    private BranchPath path(ConversationId conversation, MessageView message) {
        return branches.find(conversation, message.branch())
                .orElseThrow(() -> new IllegalStateException("a message's branch exists"));
    }

    private MessageView find(ConversationId conversation, MessageId id) {
        return messages.find(conversation, id)
                .orElseThrow(() -> ProblemException.notFound("message"));
    }

    private static long origin(MessageView message) {
        return message.forkOf() == null ? message.seq() : message.forkOf();
    }

    private static ProblemException refusal(String pointer, String message) {
        return ProblemException.invalid(pointer, "wrong-message", message);
    }
}
