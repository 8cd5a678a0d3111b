package dev.parley.tool.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.json.TextPolicy;
import dev.parley.tool.egress.AnswerHead;
import dev.parley.tool.egress.BodyLost;
import dev.parley.tool.egress.Loss;
import dev.parley.tool.egress.StreamedAnswer;
import dev.parley.tool.egress.body.ContentType;
import dev.parley.tool.invocation.CleanJson;
import dev.parley.tool.invocation.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an HTTP answer says about a call. */
final class HttpAnswers {

    /** How much of an answer is looked through for the part that is the result. */
    static final int MAX_READ = 1 << 20;

    private static final int BLOCK = 8192;
    private static final int MAX_EXCERPT = 500;
    private static final long MAX_PAUSE_SECONDS = 3600;

    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(48)
                                                    .maxNumberLength(100)
                                                    .maxTokenCount(200_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private HttpAnswers() {}

    /** A body, or as much of it as was taken. */
    private record Body(ContentType type, String text, int bytes, boolean cut) {}

    /**
     * What the answer means.
     *
     * @param pointer where in a JSON answer the result is; all of it if null
     * @param maxBytes how large the result may be
     */
    static Reply read(
            StreamedAnswer answer, Masking masking, @Nullable String pointer, int maxBytes) {
        AnswerHead head = answer.head();
        try {
            Body body = body(answer, masking);
            if (head.status() / 100 == 2) {
                return done(head, body, pointer, maxBytes);
            }
            return failed(head, body.text());
        } catch (BodyLost e) {
            return head.status() / 100 == 4 ? failed(head, "") : HttpProblems.reply(e.reason());
        } catch (IOException e) {
            throw new IllegalStateException("a body is lost for a reason", e);
        }
    }

    /** The whole JSON of an answer, or nothing if it is none. */
    static Optional<JsonNode> json(StreamedAnswer answer, Masking masking) {
        try {
            return parse(body(answer, masking));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Body body(StreamedAnswer answer, Masking masking) throws IOException {
        ContentType type = answer.head().contentType();
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        boolean cut = false;
        try (InputStream in = answer.body()) {
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count != -1; count = in.read(block)) {
                taken.write(block, 0, count);
            }
        } catch (BodyLost e) {
            if (e.reason() != Loss.TOO_LARGE) {
                throw e;
            }
            cut = true;
        }
        String text = TextPolicy.sanitise(type.decode(taken.toByteArray()));
        return new Body(type, masking.mask(text), taken.size(), cut);
    }

    private static Reply done(AnswerHead head, Body body, @Nullable String pointer, int maxBytes) {
        Optional<JsonNode> json = parse(body);
        if (json.isPresent()) {
            JsonNode part = pointer == null ? json.get() : json.get().at(pointer);
            if (part.isMissingNode()) {
                return new Reply.Done(
                        JsonNodeFactory.instance.nullNode(),
                        body.bytes(),
                        "The answer has nothing at " + pointer + '.');
            }
            return bounded(CleanJson.of(part), body.bytes(), maxBytes);
        }
        if (body.bytes() == 0) {
            return new Reply.Done(
                    JsonNodeFactory.instance.objectNode().put("status", head.status()), 0, null);
        }
        if (!body.type().isText() && !body.type().isHtml()) {
            return new Reply.Done(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("status", head.status())
                            .put("content_type", body.type().mediaType())
                            .put("bytes", body.bytes()),
                    body.bytes(),
                    "The answer is not text, so it is not shown.");
        }
        Reply.Done whole = bounded(new TextNode(body.text()), body.bytes(), maxBytes);
        return body.cut() && whole.note() == null
                ? new Reply.Done(whole.result(), whole.bytes(), cutNote(body.bytes()))
                : whole;
    }

    private static Optional<JsonNode> parse(Body body) {
        boolean maybe = body.type().isJson() || !body.type().isText();
        if (!maybe || body.cut() || body.bytes() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(body.text()));
        } catch (JsonProcessingException e) {
            // It says that it is JSON and is not, or too deep: then it is text.
            return Optional.empty();
        }
    }

    /** A result that is too large becomes the beginning of its text. */
    private static Reply.Done bounded(JsonNode result, int bytes, int maxBytes) {
        String text = result.isTextual() ? result.textValue() : result.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
            return new Reply.Done(result, bytes, null);
        }
        int end = Math.min(text.length(), maxBytes / 3);
        int whole = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return new Reply.Done(new TextNode(text.substring(0, whole)), bytes, cutNote(whole));
    }

    private static String cutNote(int length) {
        return "The answer is larger than is taken here; this is its beginning, "
                + length
                + " characters.";
    }

    private static Reply failed(AnswerHead head, String text) {
        int status = head.status();
        RunProblem problem =
                new RunProblem(
                        "http-" + status,
                        "The tool's server answered with status " + status,
                        excerpt(text));
        return switch (status) {
            case 408, 425, 429 -> new Reply.TryLater(problem, retryAfter(head));
            // Many answer so when they have done what was asked.
            case 300, 301, 302, 303 -> new Reply.Unclear(problem, false, Optional.empty());
            case 500, 502, 503, 504 -> new Reply.Unclear(problem, true, retryAfter(head));
            default ->
                    status < 500
                            ? new Reply.Refused(problem)
                            : new Reply.Unclear(problem, false, Optional.empty());
        };
    }

    private static String excerpt(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "It said nothing more.";
        }
        int end = Math.min(line.length(), MAX_EXCERPT);
        return "It said: " + line.substring(0, end) + (end < line.length() ? "…" : "");
    }

    /** Seconds only: dates are of another machine's clock. */
    private static Optional<Duration> retryAfter(AnswerHead head) {
        return head.headers()
                .first("Retry-After")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), MAX_PAUSE_SECONDS)));
    }
}
