package dev.parley.tool.mcp.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.mcp.protocol.McpHeaders;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcJson;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.method.Dispatch;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Answers a request, whatever happens, once. */
@ApplicationScoped
class AnswerRequest {

    private static final Logger LOG = Logger.getLogger(AnswerRequest.class);

    private final Dispatch dispatch;
    private final McpTrace trace;
    private final McpMeters meters;

    @Inject
    AnswerRequest(Dispatch dispatch, McpTrace trace, McpMeters meters) {
        this.dispatch = dispatch;
        this.trace = trace;
        this.meters = meters;
    }

    /** Says how a request ends, with its answer or by an exception that becomes a problem. */
    Answer answer(Exchange exchange, HttpWire wire) throws InterruptedException {
        long start = System.nanoTime();
        String method = meters.name(exchange);
        McpMeters.Outcome outcome = McpMeters.Outcome.FAILED;
        Span span = trace.begin(exchange, method);
        try (Scope scope = span.makeCurrent()) {
            wire.trace();
            Ended ended = attempt(exchange, wire);
            outcome = ended.outcome();
            return ended.answer();
        } catch (RuntimeException e) {
            outcome = McpMeters.Outcome.of(e);
            throw e;
        } finally {
            span.end();
            meters.count(exchange.peer().revision(), method, outcome, start);
        }
    }

    private record Ended(Answer answer, McpMeters.Outcome outcome) {}

    private Ended attempt(Exchange exchange, HttpWire wire) throws InterruptedException {
        try {
            ObjectNode result = dispatch.answer(exchange);
            Answer answer =
                    end(wire, 200, RpcJson.result(exchange.id(), result), headers(exchange));
            return new Ended(answer, McpMeters.Outcome.of(result));
        } catch (ClientGone e) {
            LOG.debugf("An MCP client does not wait for its answer: %s", e.getMessage());
            return new Ended(left(exchange, wire), McpMeters.Outcome.GONE);
        } catch (RpcException e) {
            return new Ended(refuse(exchange, wire, e), McpMeters.Outcome.of(e));
        } catch (RuntimeException e) {
            // Once the status is out, nobody else can say that it failed.
            if (!wire.streaming()) {
                throw e;
            }
            RpcException error = asError(e);
            return new Ended(refuse(exchange, wire, error), McpMeters.Outcome.of(error));
        }
    }

    private static Answer end(
            HttpWire wire, int status, ObjectNode message, Map<String, String> headers)
            throws InterruptedException {
        if (!wire.streaming()) {
            return new Answer.Message(status, message, headers);
        }
        try {
            wire.send(message);
            wire.end();
        } catch (ClientGone e) {
            LOG.debugf("An MCP client left before its answer: %s", e.getMessage());
        }
        return new Answer.Gone();
    }

    private static Answer refuse(Exchange exchange, HttpWire wire, RpcException e)
            throws InterruptedException {
        return end(
                wire,
                Statuses.of(e.error(), exchange.peer().revision()),
                RpcJson.error(e.to(exchange.id())),
                Map.of());
    }

    /** A cancelled call may have a client that still listens. */
    private static Answer left(Exchange exchange, HttpWire wire) throws InterruptedException {
        return refuse(
                exchange, wire, new RpcException(RpcError.INTERNAL, "The request was cancelled."));
    }

    private static RpcException asError(RuntimeException e) {
        if (e instanceof ProblemException refused) {
            return RpcException.invalid(String.valueOf(refused.getMessage()));
        }
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(e, "An MCP request failed, %s", instance);
        return new RpcException(
                RpcError.INTERNAL,
                "The request failed on our side; give " + instance + " to support.");
    }

    /** A handshake gives the name of the session that it begins. */
    private static Map<String, String> headers(Exchange exchange) {
        String session = exchange.peer().session();
        return session != null && exchange.request().method().equals(Envelope.HANDSHAKE)
                ? Map.of(McpHeaders.SESSION, session)
                : Map.of();
    }
}
