package dev.parley.system.hostile;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of bad inputs: what is sent and which statuses are right. Text may hold
 * placeholders, see {@link Placeholders}.
 *
 * @param surface transport, json, parameters, authentication or streams
 * @param says what is wrong with it
 * @param services who gets it; all four if not given
 * @param raw the whole request, instead of method, path, headers and body
 * @param auth the Authorization header instead of a valid one; empty for none
 * @param type the body's media type, JSON if not given
 * @param encoding how the body's text becomes bytes, UTF-8 if not given
 * @param closes whether closing the connection without an answer is right, too
 * @param allow whether the answer must name the allowed methods
 */
public record BadInput(
        String id,
        String surface,
        String says,
        @Nullable List<String> services,
        @Nullable String raw,
        @Nullable String method,
        @Nullable String path,
        @Nullable List<String> headers,
        @Nullable String auth,
        @Nullable String body,
        @Nullable String type,
        @Nullable String encoding,
        boolean closes,
        boolean allow,
        List<Integer> expect) {

    /** A whole table. */
    public static List<BadInput> all(String resource) {
        try (InputStream file = BadInput.class.getResourceAsStream(resource)) {
            return new ObjectMapper()
                    .readValue(Objects.requireNonNull(file), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is not readable", e);
        }
    }

    /** Whether a service gets this. */
    public boolean isFor(String service) {
        return services == null || services.contains(service);
    }
}
