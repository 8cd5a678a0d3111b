package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which JSON is taken from outside, and how the rest is refused: unparseable is 400, well-formed
 * but wrong is 422.
 */
public final class StrictJson {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING = 256 << 10;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 256;
    private static final long MAX_DOCUMENT = 1L << 20;
    private static final long MAX_TOKENS = 50_000;

    private StrictJson() {}

    /**
     * A factory whose parsers refuse duplicate keys and whatever is too deep, too long or too much.
     */
    static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_STRING)
                                .maxNumberLength(MAX_NUMBER)
                                .maxNameLength(MAX_NAME)
                                .maxDocumentLength(MAX_DOCUMENT)
                                .maxTokenCount(MAX_TOKENS)
                                .build())
                .build();
    }

    /** The refusal that a failure to read a body deserves. */
    public static ProblemException refusal(JsonProcessingException failure) {
        if (failure.getCause() instanceof JsonParseException unparseable) {
            return refusal(unparseable);
        }
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case JsonMappingException wrong when !wrong.getPath().isEmpty() -> wrongValue(wrong);
            case JsonMappingException wrong when isTrailing(wrong) ->
                    malformed("The body goes on after its JSON document; send exactly one.");
            case JsonMappingException wrong -> wrongWhole();
            default ->
                    malformed("The body is not valid JSON" + position(failure.getLocation()) + '.');
        };
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(PlatformError.MALFORMED_JSON, detail);
    }

    private static ProblemException unknownField(UnrecognizedPropertyException unknown) {
        String pointer = pointer(unknown);
        String message = "There is no field of this name; check its spelling or leave it out.";
        return new ProblemException(
                PlatformError.UNKNOWN_FIELD,
                "The body has a field that is not known here: " + pointer + '.',
                List.of(new FieldError(pointer, "unknown-field", message)));
    }

    private static ProblemException wrongValue(JsonMappingException wrong) {
        String message = reason(wrong);
        return new ProblemException(
                PlatformError.VALIDATION_FAILED,
                "The value of " + pointer(wrong) + ' ' + message + '.',
                List.of(new FieldError(pointer(wrong), "invalid-value", message)));
    }

    private static ProblemException wrongWhole() {
        String message = "must be a JSON object";
        return new ProblemException(
                PlatformError.VALIDATION_FAILED,
                "The body " + message + '.',
                List.of(new FieldError("", "invalid-value", message)));
    }

    /**
     * What one of our own types said, or a general sentence: Jackson's own messages name classes.
     */
    private static String reason(JsonMappingException wrong) {
        if (wrong.getCause() instanceof IllegalArgumentException ours
                && ours.getMessage() != null) {
            return ours.getMessage();
        }
        return "is of the wrong type or not one of the allowed values";
    }

    private static boolean isTrailing(JsonMappingException wrong) {
        return wrong.getOriginalMessage() != null
                && wrong.getOriginalMessage().startsWith("Trailing token");
    }

    private static String pointer(JsonMappingException wrong) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : wrong.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }

    private static String position(JsonLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ')';
    }

    /** The text of a body, which must be UTF-8 without a byte order mark. */
    public static String decode(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(body))
                            .toString();
            if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                throw malformed("The body begins with a byte order mark; send plain UTF-8.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("The body is not valid UTF-8.");
        }
    }
}
