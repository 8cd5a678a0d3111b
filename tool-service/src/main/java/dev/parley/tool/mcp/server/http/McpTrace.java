package dev.parley.tool.mcp.server.http;

import dev.parley.platform.telemetry.TraceContext;
import dev.parley.tool.mcp.server.exchange.Exchange;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * A span for each request. It belongs to the trace that the message names, whatever stood between
 * the client and this server; otherwise to that of the HTTP request.
 */
@ApplicationScoped
class McpTrace {

    private final Tracer tracer;

    @Inject
    McpTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Begins the span of a request.
     *
     * @param method its method, of a closed set
     */
    Span begin(Exchange exchange, String method) {
        SpanBuilder builder =
                tracer.spanBuilder(method)
                        .setSpanKind(SpanKind.SERVER)
                        .setAttribute("mcp.method.name", method)
                        .setAttribute("mcp.protocol.version", exchange.peer().revision().version());
        Context named = TraceContext.restore(exchange.meta().traceparent());
        if (Span.fromContext(named).getSpanContext().isValid()) {
            builder.setParent(named).addLink(Span.current().getSpanContext());
        }
        return builder.startSpan();
    }
}
