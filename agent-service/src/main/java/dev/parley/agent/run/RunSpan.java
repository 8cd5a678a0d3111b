package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.platform.telemetry.TraceContext;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;

/** The span of a run, continuing the trace of the request that posted its message. */
record RunSpan(Span span, Scope scope) implements AutoCloseable {

    /** Begins the span and makes it current; close it on the same thread. */
    @SuppressWarnings(
            "MustBeClosedChecker") // The record is the resource; its close() closes the scope.
    static RunSpan start(ClaimedRun run) {
        Span span =
                GlobalOpenTelemetry.getTracer("parley")
                        .spanBuilder("invoke_agent")
                        .setParent(TraceContext.restore(run.traceparent()))
                        .setSpanKind(SpanKind.INTERNAL)
                        .setAttribute("parley.run.id", run.id().toString())
                        .startSpan();
        if (run.conversationId() != null) {
            span.setAttribute("gen_ai.conversation.id", run.conversationId().toString());
        }
        return new RunSpan(span, span.makeCurrent());
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
