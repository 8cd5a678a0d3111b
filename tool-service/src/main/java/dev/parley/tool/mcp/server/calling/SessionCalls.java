package dev.parley.tool.mcp.server.calling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.McpConfig;
import dev.parley.tool.mcp.server.call.Feedback;
import dev.parley.tool.mcp.server.call.Inputs;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.Peer;
import dev.parley.tool.mcp.server.invocation.Invocation;
import dev.parley.tool.mcp.server.invocation.Rounds;
import dev.parley.tool.mcp.server.invocation.Work;
import dev.parley.tool.mcp.server.session.OpenCalls;
import dev.parley.tool.mcp.server.session.Questions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Calls before 2026-07-28: a request lasts through all rounds, and a client that leaves does not
 * end it.
 */
@ApplicationScoped
class SessionCalls {

    private final Questions questions;
    private final OpenCalls openCalls;
    private final Waiting waiting;
    private final McpConfig config;

    @Inject
    SessionCalls(Questions questions, OpenCalls openCalls, Waiting waiting, McpConfig config) {
        this.questions = questions;
        this.openCalls = openCalls;
        this.waiting = waiting;
        this.config = config;
    }

    <T> ObjectNode make(Exchange exchange, Invocation<T> call, Feedback feedback)
            throws ClientGone, InterruptedException {
        Inputs inputs = Inputs.NONE;
        for (int round = 0; round < Rounds.MOST; round++) {
            switch (makeOnce(exchange, call, inputs, feedback)) {
                case Outcome.Done<T>(T result) -> {
                    return call.render().apply(result);
                }
                case Outcome.InputRequired<T> needed -> inputs = ask(exchange, needed);
            }
        }
        throw new RpcException(RpcError.INTERNAL, "The call asks without end.");
    }

    private <T> Outcome<T> makeOnce(
            Exchange exchange, Invocation<T> call, Inputs inputs, Feedback feedback)
            throws ClientGone, InterruptedException {
        Peer peer = exchange.peer();
        Work<T> work =
                Work.begin(
                        new McpCall(peer.caller(), peer.features(), inputs, feedback), call.call());
        try (OpenCalls.Entry entry = openCalls.add(exchange, work)) {
            return waiting.toEnd(exchange, work);
        }
    }

    private <T> Inputs ask(Exchange exchange, Outcome.InputRequired<T> needed)
            throws ClientGone, InterruptedException {
        Rounds.requireAllowed(exchange.peer().features(), needed.requests());
        Map<String, JsonNode> answers =
                questions.ask(exchange, needed.requests(), config.callTimeout());
        return new Inputs(answers, needed.state());
    }
}
