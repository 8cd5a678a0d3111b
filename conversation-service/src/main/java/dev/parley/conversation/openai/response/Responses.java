package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.RunOptions;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.conversation.Conversations;
import dev.parley.conversation.conversation.NewConversation;
import dev.parley.conversation.openai.item.ItemInput;
import dev.parley.conversation.openai.run.BegunRun;
import dev.parley.conversation.openai.run.ClientTools;
import dev.parley.conversation.openai.run.FollowRun;
import dev.parley.conversation.openai.run.Formats;
import dev.parley.conversation.openai.run.Invalid;
import dev.parley.conversation.openai.run.Models;
import dev.parley.conversation.posting.Accepted;
import dev.parley.conversation.posting.OnBusy;
import dev.parley.conversation.posting.PostMessage;
import dev.parley.conversation.posting.Posting;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins responses and tells what became of them. */
@ApplicationScoped
class Responses {

    private final Models models;
    private final Continuation continuation;
    private final Conversations conversations;
    private final PostMessage postMessage;
    private final ResponseRows rows;
    private final FollowRun runs;
    private final Idempotency idempotency;
    private final ObjectMapper mapper;

    @Inject
    Responses(
            Models models,
            Continuation continuation,
            Conversations conversations,
            PostMessage postMessage,
            ResponseRows rows,
            FollowRun runs,
            Idempotency idempotency,
            ObjectMapper mapper) {
        this.models = models;
        this.continuation = continuation;
        this.conversations = conversations;
        this.postMessage = postMessage;
        this.rows = rows;
        this.runs = runs;
        this.idempotency = idempotency;
        this.mapper = mapper;
    }

    /** Accepts a request, once for a key. */
    StoredResponse begin(Caller caller, @Nullable String key, ResponseRequest request) {
        if (request.inBackground() && !request.stored()) {
            throw Invalid.value("/store", "must be true for a response in the background");
        }
        models.require(caller, request.model());
        Continuation.Place place = continuation.of(caller, request);
        Posting posting = posting(caller, request, place);
        ConversationId named = place.named() ? place.conversation() : null;
        ObjectNode echo = ResponseJson.echo(request, named == null ? null : named.toString());
        Answer remembered =
                idempotency.once(
                        caller,
                        key,
                        "POST /openai/v1/responses",
                        request,
                        () -> post(caller, request, place, posting, echo).toAnswer(mapper));
        BegunRun begun = BegunRun.of(mapper, remembered);
        return new StoredResponse(
                begun.conversation(), begun.run(), begun.afterSeq(), 0, 0, echo, begun.at());
    }

    private BegunRun post(
            Caller caller,
            ResponseRequest request,
            Continuation.Place place,
            Posting posting,
            ObjectNode echo) {
        ConversationId conversation =
                place.conversation() == null ? create(caller, request) : place.conversation();
        Accepted accepted = postMessage.post(caller, conversation, posting);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        long last = accepted.message().seq();
        StoredResponse stored =
                new StoredResponse(
                        conversation,
                        accepted.run().id(),
                        accepted.run().afterSeq(),
                        last - posting.input().size() + 1,
                        last,
                        echo,
                        now);
        if (request.stored()) {
            rows.insert(caller.tenant(), stored);
        }
        return stored.begun();
    }

    private ConversationId create(Caller caller, ResponseRequest request) {
        NewConversation wanted = new NewConversation(request.model(), null, request.metadata());
        return conversations.create(caller, wanted, Conversations.OPENAI).id();
    }

    private Posting posting(Caller caller, ResponseRequest request, Continuation.Place place) {
        List<RunOptions.ClientTool> tools = ClientTools.FLAT.read(request.tools());
        RunOptions options =
                new RunOptions(
                        request.instructions(),
                        tools,
                        ClientTools.FLAT.readChoice(request.toolChoice(), tools),
                        Formats.read(request.format(), "/text/format", false),
                        request.temperature(),
                        request.topP(),
                        request.maxOutputTokens());
        return new Posting(
                place.target(),
                new ItemInput(id -> item(caller, id)).read(request.input(), "/input"),
                Priority.NORMAL,
                OnBusy.ENQUEUE,
                request.model(),
                Metadata.write(mapper, request.metadata()),
                options);
    }

    /** An item of an earlier response, by the run that its id names. */
    private Optional<JsonNode> item(Caller caller, String id) {
        String[] parts = id.split("_", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return rows.find(caller, "resp_" + parts[1])
                .flatMap(stored -> {
                    for (JsonNode item : tell(stored).path("output")) {
                        if (item.path("id").asText().equals(id)) {
                            return Optional.of(item);
                        }
                    }
                    return Optional.empty();
                });
    }

    /** The response as it stands. */
    ObjectNode tell(StoredResponse stored) {
        ResponseProgress progress = new ResponseProgress(stored);
        runs.soFar(stored.begun()).forEach(progress::take);
        return progress.response();
    }
}
