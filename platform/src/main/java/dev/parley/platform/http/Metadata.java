package dev.parley.platform.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client's own notes on a resource: up to 16 pairs, keys up to 64 and values up to 512
 * characters, as in OpenAI's API.
 *
 * @param pairs the notes
 */
public record Metadata(
        @JsonValue @Size(max = 16, message = "must have at most 16 pairs")
                Map<
                                @Size(
                                        min = 1,
                                        max = 64,
                                        message = "must have keys of 1 to 64 characters")
                                String,
                                @NotNull(message = "must not hold null")
                                @Size(
                                        max = 512,
                                        message = "must have values of at most 512 characters")
                                String>
                        pairs) {

    private static final TypeReference<Map<String, String>> PAIRS = new TypeReference<>() {};

    /** Takes a JSON object of strings. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Metadata {
        // Only the annotation is needed: a one-argument creator is ambiguous to Jackson without it.
    }

    /** The stored form. */
    public static String write(ObjectMapper mapper, @Nullable Metadata metadata) {
        try {
            return metadata == null ? "{}" : mapper.writeValueAsString(metadata);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always writable", e);
        }
    }

    /** The pairs of the stored form. */
    public static Map<String, String> read(ObjectMapper mapper, String stored) {
        try {
            return mapper.readValue(stored, PAIRS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored metadata is not readable", e);
        }
    }
}
