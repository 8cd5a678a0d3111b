package dev.parley.local.model;

import dev.parley.local.model.chat.Answer;
import dev.parley.local.model.chat.AnswerWriter;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRequestReader;
import dev.parley.local.model.chat.Completion;
import dev.parley.local.model.chat.CompletionId;
import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.chat.Pace;
import dev.parley.local.model.chat.ToolPairing;
import dev.parley.local.model.http.HttpReply;
import dev.parley.local.model.http.HttpRequest;
import dev.parley.local.model.offline.OfflineModel;
import dev.parley.local.model.script.ScriptedModel;
import java.io.IOException;
import java.time.Clock;

/** {@code POST /v1/chat/completions}. */
final class ChatEndpoint {

    private final ChatRequestReader reader = new ChatRequestReader();
    private final OfflineModel offline;
    private final ScriptedModel scripted;
    private final Clock clock;

    ChatEndpoint(OfflineModel offline, ScriptedModel scripted, Clock clock) {
        this.offline = offline;
        this.scripted = scripted;
        this.clock = clock;
    }

    void answer(HttpRequest request, HttpReply reply) throws IOException {
        ChatRequest chat = reader.read(request.body());
        switch (chat.model()) {
            case "offline" -> offline(chat, request, reply);
            case "scripted" -> scripted.answer(chat, request, reply);
            default -> throw unknownModel(chat.model());
        }
    }

    private void offline(ChatRequest chat, HttpRequest request, HttpReply reply)
            throws IOException {
        ToolPairing.check(chat);
        CompletionId id = CompletionId.of(request.body());
        Answer answer = offline.answer(chat, id);
        Completion completion = Completion.of(chat, id, clock.instant(), answer.tokens());
        AnswerWriter.write(chat, completion, answer, Pace.AT_ONCE.start(), reply);
    }

    static InvalidRequest unknownModel(String name) {
        String message =
                "The model '%s' does not exist. This offline server has: %s."
                        .formatted(name, String.join(", ", ModelRoutes.MODELS));
        return new InvalidRequest(404, message, "model", "model_not_found");
    }
}
