package dev.parley.local.model.chat;

import dev.parley.local.model.http.HttpReply;
import java.io.IOException;

/** Sends a complete answer in the form that its request asked for. */
public final class AnswerWriter {

    private AnswerWriter() {}

    public static void write(
            ChatRequest request,
            Completion completion,
            Answer answer,
            Pace.Running pace,
            HttpReply reply)
            throws IOException {
        if (request.delivery().stream()) {
            new ChunkStream(reply, completion, pace).write(answer);
            return;
        }
        pace.awaitTokens(reply, Math.max(answer.tokens(), 1));
        reply.send(200, "application/json", CompletionJson.completion(completion, answer));
    }
}
