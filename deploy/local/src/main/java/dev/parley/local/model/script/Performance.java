package dev.parley.local.model.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.chat.Answer;
import dev.parley.local.model.chat.AnswerWriter;
import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.chat.ChunkStream;
import dev.parley.local.model.chat.Completion;
import dev.parley.local.model.chat.CompletionId;
import dev.parley.local.model.chat.CompletionJson;
import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.chat.Pace;
import dev.parley.local.model.chat.Tokens;
import dev.parley.local.model.chat.ToolCall;
import dev.parley.local.model.http.HttpReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a script, done to one request. */
final class Performance {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pace ENDLESS = new Pace(0, 10);
    private static final byte[] PAGE =
            "<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>"
                    .getBytes(StandardCharsets.UTF_8);

    private final ChatRequest chat;
    private final CompletionId id;
    private final Instant now;
    private final HttpReply reply;
    private final Gates gates;

    Performance(ChatRequest chat, CompletionId id, Instant now, HttpReply reply, Gates gates) {
        this.chat = chat;
        this.id = id;
        this.now = now;
        this.reply = reply;
        this.gates = gates;
    }

    /** The words that tell this conversation from others, for counting attempts. */
    String conversation() {
        StringBuilder words = new StringBuilder();
        chat.messages()
                .forEach(message ->
                        words.append(message.role()).append(message.text()).append('\n'));
        return CompletionId.of(words.toString().getBytes(StandardCharsets.UTF_8)).hash();
    }

    void perform(Step step, Pace pace) throws IOException {
        switch (step) {
            case Step.Paced paced -> perform(paced.step(), paced.pace());
            case Step.Gated gated -> {
                pass(gated.gate());
                perform(gated.step(), pace);
            }
            case Step.Times times ->
                    throw new IllegalStateException("Attempts are counted before: " + times);
            case Step.Text text -> text(text, pace);
            case Step.ToolCalls calls -> calls(calls, pace);
            case Step.Cut cut -> cut(cut, pace);
            case Step.Empty empty -> empty(empty, pace);
            case Step.Refusal error -> refuse(error, pace);
            case Step.Html html -> page(html, pace);
            case Step.Endless endless -> stream(pace.tokenMillis() > 0 ? pace : ENDLESS);
            case Step.Hang hang -> hang();
        }
    }

    private void page(Step.Html html, Pace pace) throws IOException {
        pace.start().awaitToken(reply);
        reply.send(html.status(), "text/html; charset=utf-8", PAGE);
    }

    private void hang() throws IOException {
        reply.pauseUntil(System.nanoTime() + LONGEST.toNanos());
        reply.cut();
    }

    private void pass(String gate) throws IOException {
        if (!gates.await(gate, reply)) {
            String message = "The gate '" + gate + "' stayed shut for a minute.";
            throw new InvalidRequest(503, message, null, "gate_shut");
        }
    }

    private void text(Step.Text text, Pace pace) throws IOException {
        String words = filled(text.text());
        if (text.pause() == null) {
            answer(Answer.of(words), text.usage(), pace);
        } else {
            pausing(words, text.pause(), text.usage(), pace);
        }
    }

    private void answer(Answer answer, @Nullable JsonNode usage, Pace pace) throws IOException {
        Answer limited = answer.limitedTo(chat.delivery().maxTokens());
        AnswerWriter.write(chat, completion(limited, usage), limited, pace.start(), reply);
    }

    private Completion completion(Answer answer, @Nullable JsonNode usage) {
        Completion completion = Completion.of(chat, id, now, answer.tokens());
        return usage == null ? completion : completion.withUsage(usage);
    }

    private void pausing(String words, Step.Pause pause, @Nullable JsonNode usage, Pace pace)
            throws IOException {
        if (!chat.delivery().stream()) {
            pass(pause.gate());
            answer(Answer.of(words), usage, pace);
            return;
        }
        List<String> tokens = Tokens.pieces(words);
        int first = Math.min(pause.afterTokens(), tokens.size());
        ChunkStream stream =
                new ChunkStream(reply, completion(Answer.of(words), usage), pace.start());
        stream.text(tokens.subList(0, first));
        stream.flush();
        if (!gates.await(pause.gate(), reply)) {
            stream.cut();
            return;
        }
        stream.text(tokens.subList(first, tokens.size()));
        stream.finish("stop");
    }

    private void cut(Step.Cut cut, Pace pace) throws IOException {
        Answer answer = Answer.of(filled(cut.text()));
        Completion completion = completion(answer, null);
        List<String> tokens = Tokens.pieces(answer.text());
        int sent = Math.min(cut.afterTokens(), tokens.size());
        if (chat.delivery().stream()) {
            ChunkStream stream = new ChunkStream(reply, completion, pace.start());
            stream.text(tokens.subList(0, sent));
            stream.cut();
            return;
        }
        pace.start().awaitTokens(reply, Math.max(sent, 1));
        byte[] body = CompletionJson.completion(completion, answer);
        reply.cutAfter("application/json", body, body.length / 2);
    }

    private void empty(Step.Empty empty, Pace pace) throws IOException {
        Answer nothing = Answer.of("");
        switch (empty.what()) {
            case CONTENT -> answer(nothing, null, pace);
            case CHOICES -> whole(CompletionJson.withoutChoices(completion(nothing, null)), pace);
            case BODY -> whole(new byte[0], pace);
        }
    }

    private void whole(byte[] body, Pace pace) throws IOException {
        pace.start().awaitToken(reply);
        reply.send(200, chat.delivery().stream() ? "text/event-stream" : "application/json", body);
    }

    private void refuse(Step.Refusal error, Pace pace) throws IOException {
        pace.start().awaitToken(reply);
        String code = error.status() == 429 ? "rate_limit_exceeded" : null;
        InvalidRequest refusal = new InvalidRequest(error.status(), error.message(), null, code);
        Map<String, String> headers =
                error.retryAfterSeconds().isPresent()
                        ? Map.of(
                                "Retry-After", String.valueOf(error.retryAfterSeconds().getAsInt()))
                        : Map.of();
        reply.send(error.status(), "application/json", CompletionJson.error(refusal), headers);
    }

    /** Streams whether asked to or not: an answer without an end can't be sent whole. */
    private void stream(Pace pace) throws IOException {
        ChunkStream stream = new ChunkStream(reply, completion(Answer.of(""), null), pace.start());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - end < 0) {
            stream.text(List.of("on and on "));
        }
        stream.cut();
    }

    private void calls(Step.ToolCalls step, Pace pace) throws IOException {
        Answer answer = new Answer(filled(step.text()), calls(step), false);
        answer(answer, step.usage(), pace);
    }

    private List<ToolCall> calls(Step.ToolCalls step) {
        List<ToolCall> calls = new ArrayList<>();
        for (Step.Call call : step.calls()) {
            String callId = call.id() == null ? id.callId(calls.size()) : call.id();
            calls.add(new ToolCall(callId, call.name(), filled(call.arguments())));
        }
        return calls;
    }

    /** With the last tool result where the script wants it. */
    private String filled(String text) {
        if (!text.contains("{{tool_result}}")) {
            return text;
        }
        List<ChatMessage> results = chat.ofRole(ChatRole.TOOL);
        return text.replace("{{tool_result}}", results.isEmpty() ? "" : results.getLast().text());
    }
}
