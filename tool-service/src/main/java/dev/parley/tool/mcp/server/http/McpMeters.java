package dev.parley.tool.mcp.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.method.Dispatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;

/** How long requests take, and how they end. */
@ApplicationScoped
class McpMeters {

    private static final String OTHER = "other";

    private final MeterRegistry meters;
    private final Dispatch dispatch;

    @Inject
    McpMeters(MeterRegistry meters, Dispatch dispatch) {
        this.meters = meters;
        this.dispatch = dispatch;
    }

    /** How a request ends. */
    enum Outcome {
        COMPLETE,
        TOOL_FAILED,
        INPUT_REQUIRED,
        TASK,
        REFUSED,
        FAILED,
        GONE;

        /** That of an error. */
        static Outcome of(RpcException failure) {
            return failure.error() == RpcError.INTERNAL ? FAILED : REFUSED;
        }

        /** That of what ends in a problem. */
        static Outcome of(RuntimeException failure) {
            return failure instanceof ProblemException refused && refused.problem().status() < 500
                    ? REFUSED
                    : FAILED;
        }

        /** That of a result. */
        static Outcome of(ObjectNode result) {
            return switch (result.path("resultType").asText()) {
                case "input_required" -> INPUT_REQUIRED;
                case "task" -> TASK;
                default -> result.path("isError").asBoolean() ? TOOL_FAILED : COMPLETE;
            };
        }
    }

    /** What a request is counted as: its method, if that is one. */
    String name(Exchange exchange) {
        String method = exchange.request().method();
        return dispatch.names(exchange.peer().revision()).contains(method) ? method : OTHER;
    }

    /**
     * Counts a request that began at {@code start}, in {@link System#nanoTime()}.
     *
     * @param method as {@link #name} gave it
     */
    void count(Revision revision, String method, Outcome outcome, long start) {
        Timer.builder("parley.mcp.requests")
                .description("Requests of MCP clients")
                .tag("method", method)
                .tag("revision", revision.version())
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters)
                .record(Duration.ofNanos(System.nanoTime() - start));
    }
}
