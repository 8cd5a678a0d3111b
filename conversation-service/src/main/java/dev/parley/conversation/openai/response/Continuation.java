package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import dev.parley.conversation.openai.run.FollowRun;
import dev.parley.conversation.openai.run.Invalid;
import dev.parley.conversation.posting.Target;
import dev.parley.conversation.stream.RunFeed;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request goes on: after an earlier response, in a conversation, or nowhere yet. */
@ApplicationScoped
class Continuation {

    private final ResponseRows rows;
    private final MessageLog messages;
    private final VisibleLog logs;
    private final FollowRun runs;

    @Inject
    Continuation(ResponseRows rows, MessageLog messages, VisibleLog logs, FollowRun runs) {
        this.rows = rows;
        this.messages = messages;
        this.logs = logs;
        this.runs = runs;
    }

    /**
     * A place in a conversation.
     *
     * @param conversation null for a new one
     * @param named whether the client named the conversation itself
     */
    record Place(@Nullable ConversationId conversation, Target target, boolean named) {}

    Place of(Caller caller, ResponseRequest request) {
        JsonNode conversation = request.conversation();
        String previous = request.previousResponseId();
        if (conversation == null || conversation.isNull()) {
            return previous == null
                    ? new Place(null, new Target.Tip(), false)
                    : after(caller, previous);
        }
        if (previous != null) {
            throw Invalid.value(
                    "/previous_response_id", "must be left out where conversation is given");
        }
        return in(caller, conversation);
    }

    private Place in(Caller caller, JsonNode conversation) {
        String id =
                conversation.isObject() ? conversation.path("id").asText() : conversation.asText();
        ConversationId found =
                ConversationId.find(id)
                        .orElseThrow(() -> ProblemException.notFound("conversation"));
        logs.lastSeq(caller, found);
        return new Place(found, new Target.Tip(), true);
    }

    private Place after(Caller caller, String previous) {
        StoredResponse stored =
                rows.find(caller, previous)
                        .orElseThrow(() -> refusal("There is no such response."));
        List<RunFeed.Entry> events = runs.soFar(stored.begun());
        if (events.isEmpty() || !events.getLast().event().endsRun()) {
            throw refusal("The response is not complete yet; wait for it first.");
        }
        MessageView last =
                messages.replyOf(stored.conversation(), stored.run())
                        .orElseGet(() -> lastInput(stored));
        return new Place(stored.conversation(), new Target.After(last.id()), false);
    }

    private MessageView lastInput(StoredResponse stored) {
        return messages.between(stored.conversation(), stored.lastInput(), stored.lastInput())
                .getFirst();
    }

    private static ProblemException refusal(String message) {
        return new ProblemException(
                PlatformError.VALIDATION_FAILED,
                message,
                List.of(
                        new FieldError(
                                "/previous_response_id", "previous-response-not-found", message)));
    }
}
