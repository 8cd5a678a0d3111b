package dev.parley.conversation.openai.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.RunOptions;
import dev.parley.conversation.conversation.ConversationResponse;
import dev.parley.conversation.conversation.Conversations;
import dev.parley.conversation.conversation.NewConversation;
import dev.parley.conversation.openai.run.BegunRun;
import dev.parley.conversation.openai.run.ClientTools;
import dev.parley.conversation.openai.run.Formats;
import dev.parley.conversation.openai.run.Models;
import dev.parley.conversation.posting.Accepted;
import dev.parley.conversation.posting.OnBusy;
import dev.parley.conversation.posting.PostMessage;
import dev.parley.conversation.posting.Posting;
import dev.parley.conversation.posting.Target;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins chat completions: each request is a conversation of its own with one run. */
@ApplicationScoped
class ChatCompletions {

    private final Models models;
    private final Conversations conversations;
    private final PostMessage postMessage;
    private final Idempotency idempotency;
    private final ObjectMapper mapper;

    @Inject
    ChatCompletions(
            Models models,
            Conversations conversations,
            PostMessage postMessage,
            Idempotency idempotency,
            ObjectMapper mapper) {
        this.models = models;
        this.conversations = conversations;
        this.postMessage = postMessage;
        this.idempotency = idempotency;
        this.mapper = mapper;
    }

    /** Accepts a request, once for a key. */
    BegunRun begin(Caller caller, @Nullable String key, ChatRequest request) {
        Posting posting = posting(request);
        models.require(caller, request.model());
        Answer remembered =
                idempotency.once(
                        caller,
                        key,
                        "POST /openai/v1/chat/completions",
                        request,
                        () -> post(caller, request, posting).toAnswer(mapper));
        return BegunRun.of(mapper, remembered);
    }

    private BegunRun post(Caller caller, ChatRequest request, Posting posting) {
        ConversationResponse conversation =
                conversations.create(
                        caller,
                        new NewConversation(request.model(), null, request.metadata()),
                        Conversations.OPENAI);
        Accepted accepted = postMessage.post(caller, conversation.id(), posting);
        return new BegunRun(
                conversation.id(),
                accepted.run().id(),
                accepted.run().afterSeq(),
                request.model(),
                Instant.now());
    }

    private Posting posting(ChatRequest request) {
        List<RunOptions.ClientTool> tools = ClientTools.NESTED.read(request.tools());
        RunOptions options =
                new RunOptions(
                        null,
                        tools,
                        ClientTools.NESTED.readChoice(request.toolChoice(), tools),
                        Formats.read(request.responseFormat(), "/response_format", true),
                        request.temperature(),
                        request.topP(),
                        request.mostTokens());
        return new Posting(
                new Target.Tip(),
                ChatHistory.read(request.messages()),
                Priority.NORMAL,
                OnBusy.ENQUEUE,
                null,
                Metadata.write(mapper, request.metadata()),
                options);
    }
}
