package dev.parley.agent.control;

import dev.parley.agent.AgentError;
import dev.parley.contracts.id.ConversationId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Tries a run of a conversation again. Its reply has a place there, so conversation-service accepts
 * the new run, and it comes here as any other, with the finished steps of the old one.
 */
@ApplicationScoped
class ConversationRetry {

    private static final Duration COME_BACK_IN = Duration.ofSeconds(5);

    private final ConversationRetryClient conversations;

    @Inject
    ConversationRetry(@RestClient ConversationRetryClient conversations) {
        this.conversations = conversations;
    }

    /**
     * Tries it as its user.
     *
     * @param user with the rights that the new run is to have
     */
    StartedRun retry(Caller user, RunView failed, @Nullable String key) {
        ConversationId conversation = Objects.requireNonNull(failed.conversationId());
        String actor = user.actor().headerValue();
        try {
            ConversationRetryClient.Accepted.Run run =
                    conversations
                            .retry(
                                    actor,
                                    key,
                                    conversation.toString(),
                                    failed.id().toString(),
                                    new ConversationRetryClient.Wish(failed.priority()))
                            .run();
            return new StartedRun(
                    run.id(),
                    run.status(),
                    run.priority(),
                    run.queuePosition(),
                    run.estimatedWaitMs(),
                    null);
        } catch (WebApplicationException e) {
            throw refusal(e);
        } catch (ProcessingException e) {
            throw away(e);
        }
    }

    private static ProblemException refusal(WebApplicationException e) {
        return switch (e.getResponse().getStatus()) {
            case 404 -> ProblemException.notFound("run");
            case 409 ->
                    new ProblemException(
                            AgentError.NOT_FAILED,
                            "The conversation knows of no failure of this run, or it was tried again already.");
            case 429 ->
                    ProblemException.retryLater(
                            AgentError.QUEUE_FULL,
                            "As many runs as may wait do so; try again when some are finished.",
                            COME_BACK_IN,
                            e);
            case 400, 403, 422 -> PeerRefusal.of(e).orElseGet(() -> away(e));
            default -> away(e);
        };
    }

    private static ProblemException away(Exception cause) {
        return ProblemException.retryLater(
                AgentError.CONVERSATIONS_AWAY,
                "The conversation service does not answer; try again in a few seconds.",
                COME_BACK_IN,
                cause);
    }
}
