package dev.parley.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context where no framework carries it: through the outbox, Kafka headers and stored
 * runs.
 */
public final class TraceContext {

    /** The name of the header, in HTTP and in Kafka. */
    public static final String TRACEPARENT = "traceparent";

    private static final TextMapGetter<String> SINGLE_VALUE =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(String carrier) {
                    return List.of(TRACEPARENT);
                }

                @Override
                public @Nullable String get(@Nullable String carrier, String key) {
                    return key.equals(TRACEPARENT) ? carrier : null;
                }
            };

    private TraceContext() {}

    /** The present span in the form of the header, if there is one. */
    public static Optional<String> currentTraceparent() {
        SpanContext context = Span.current().getSpanContext();
        if (!context.isValid()) {
            return Optional.empty();
        }
        String header =
                "00-"
                        + context.getTraceId()
                        + '-'
                        + context.getSpanId()
                        + '-'
                        + context.getTraceFlags().asHex();
        return Optional.of(header);
    }

    /** The context that a stored header names; an invalid one yields a context without a span. */
    public static Context restore(@Nullable String traceparent) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), traceparent, SINGLE_VALUE);
    }
}
