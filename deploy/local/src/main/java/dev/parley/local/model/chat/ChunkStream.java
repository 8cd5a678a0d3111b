package dev.parley.local.model.chat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.parley.local.model.http.HttpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes one streamed completion as server-sent events, one token an event. Without a pace events
 * leave in blocks of about 8 KiB, which costs a tenth of the system calls; with one, each leaves at
 * its moment. For one thread.
 */
public final class ChunkStream {

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final int BLOCK = 8 * 1024;
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpReply reply;
    private final Completion completion;
    private final Pace.Running pace;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK + 1024);
    private final byte[] chunkStart;
    private final byte[] chunkEnd;
    private boolean started;

    public ChunkStream(HttpReply reply, Completion completion, Pace.Running pace) {
        this.reply = reply;
        this.completion = completion;
        this.pace = pace;
        this.chunkStart = utf8("data: " + envelope() + "\"choices\":[{\"index\":0,\"delta\":");
        this.chunkEnd = utf8("}]" + (completion.includeUsage() ? ",\"usage\":null" : "") + "}\n\n");
    }

    /** Streams a whole answer and ends. */
    public void write(Answer answer) throws IOException {
        if (!answer.text().isEmpty() || answer.calls().isEmpty()) {
            text(Tokens.pieces(answer.text()));
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            call(i, answer.calls().get(i));
        }
        finish(answer.finishReason());
    }

    /** Streams text, a token at a time; the role goes ahead of the first. */
    public void text(List<String> tokens) throws IOException {
        if (tokens.isEmpty()) {
            pace.awaitToken(reply);
        }
        role("\"\"");
        for (String token : tokens) {
            pace.awaitToken(reply);
            delta("{\"content\":" + quoted(token) + "}");
            flush(pace.spaced());
        }
    }

    private void call(int index, ToolCall call) throws IOException {
        pace.awaitToken(reply);
        role("null");
        String start = "{\"tool_calls\":[{\"index\":" + index;
        String name = "\"function\":{\"name\":" + quoted(call.name()) + ",\"arguments\":\"\"}}]}";
        delta(start + ",\"id\":" + quoted(call.id()) + ",\"type\":\"function\"," + name);
        for (String part : Tokens.pieces(call.arguments())) {
            pace.awaitToken(reply);
            delta(start + ",\"function\":{\"arguments\":" + quoted(part) + "}}]}");
            flush(pace.spaced());
        }
    }

    private void role(String content) throws IOException {
        if (!started) {
            started = true;
            reply.startStream("text/event-stream; charset=utf-8");
            delta("{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}");
        }
    }

    /** Ends the stream as a complete one. */
    public void finish(String reason) throws IOException {
        chunk("{}", quoted(reason));
        if (completion.includeUsage() && !completion.usage().isMissingNode()) {
            String usage = ",\"usage\":" + completion.usage();
            block.writeBytes(utf8("data: " + envelope() + "\"choices\":[]" + usage + "}\n\n"));
        }
        block.writeBytes(DONE);
        reply.writeLast(block.toByteArray());
    }

    /** Breaks the connection after what has been written so far. */
    public void cut() throws IOException {
        flush(true);
        reply.cut();
    }

    public void flush() throws IOException {
        flush(true);
    }

    private void delta(String delta) throws IOException {
        chunk(delta, "null");
        flush(false);
    }

    private void chunk(String delta, String finishReason) {
        block.writeBytes(chunkStart);
        block.writeBytes(utf8(delta));
        block.writeBytes(utf8(",\"logprobs\":null,\"finish_reason\":" + finishReason));
        block.writeBytes(chunkEnd);
    }

    private void flush(boolean now) throws IOException {
        if (block.size() >= BLOCK || (now && block.size() > 0)) {
            reply.write(block.toByteArray());
            block.reset();
        }
    }

    private String envelope() {
        return "{\"id\":"
                + quoted(completion.id().value())
                + ",\"object\":\"chat.completion.chunk\",\"created\":"
                + completion.created().getEpochSecond()
                + ",\"model\":"
                + quoted(completion.model())
                + ",\"system_fingerprint\":"
                + quoted(CompletionJson.FINGERPRINT)
                + ",";
    }

    private static String quoted(String text) {
        return '"' + new String(ENCODER.quoteAsString(text)) + '"';
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
