package dev.parley.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An error body (RFC 9457). It never holds a stack trace, SQL, a host or a class name.
 *
 * @param type names the kind of problem, {@code https://parley.dev/problems/<code>}
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail one sentence a person can act on
 * @param instance names this occurrence, {@code urn:uuid:…}
 * @param code the slug that clients match on
 * @param traceId joins this answer to logs and traces
 * @param errors what is wrong with which part of the request
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "trace_id", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "https://parley.dev/problems/";

    /** A problem without field errors, in the current trace. */
    public static Problem of(ErrorCode code, String detail) {
        return of(code, detail, List.of());
    }

    /** A problem with field errors, in the current trace. */
    public static Problem of(ErrorCode code, String detail, List<FieldError> errors) {
        return new Problem(
                TYPE_PREFIX + code.code(),
                code.title(),
                code.status(),
                detail,
                "urn:uuid:" + UUID.randomUUID(),
                code.code(),
                currentTraceId(),
                errors);
    }

    private static @Nullable String currentTraceId() {
        var context = Span.current().getSpanContext();
        return context.isValid() ? context.getTraceId() : null;
    }
}
