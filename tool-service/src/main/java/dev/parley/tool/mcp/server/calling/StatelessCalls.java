package dev.parley.tool.mcp.server.calling;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.parley.tool.mcp.server.invocation.RequestStates;
import dev.parley.tool.mcp.server.invocation.Rounds;
import dev.parley.tool.mcp.server.invocation.Work;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.protocol.McpJson;
import dev.parley.tool.mcp.server.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls since 2026-07-28: a request is one round, and a client that leaves cancels it. */
@ApplicationScoped
class StatelessCalls {

    private final RequestStates states;
    private final Waiting waiting;
    private final Tasks tasks;
    private final McpConfig config;

    @Inject
    StatelessCalls(RequestStates states, Waiting waiting, Tasks tasks, McpConfig config) {
        this.states = states;
        this.waiting = waiting;
        this.tasks = tasks;
        this.config = config;
    }

    <T> ObjectNode make(Exchange exchange, Invocation<T> call, Feedback feedback)
            throws ClientGone, InterruptedException {
        Peer peer = exchange.peer();
        if (call.patience() == Patience.IS_TASK) {
            tasks.requireRoomFor(peer.caller());
        }
        McpCall circumstances =
                new McpCall(peer.caller(), peer.features(), inputs(exchange, call), feedback);
        Work<T> work = Work.begin(circumstances, call.call());
        exchange.wire().whenGone(work::cancelUnlessDetached);
        return call.patience() == Patience.WAITS || !peer.features().tasks()
                ? answer(peer, call, waiting.toEnd(exchange, work))
                : answerOrTask(exchange, call, work);
    }

    private <T> ObjectNode answerOrTask(Exchange exchange, Invocation<T> call, Work<T> work)
            throws ClientGone, InterruptedException {
        Peer peer = exchange.peer();
        Outcome<T> early = early(exchange, call, work);
        boolean always = call.patience() == Patience.IS_TASK;
        boolean becomesTask =
                early == null
                        ? always || tasks.haveRoomFor(peer.caller())
                        : always && early instanceof Outcome.Done<T>;
        if (becomesTask) {
            return adopt(peer, call, work);
        }
        return answer(peer, call, early == null ? waiting.toEnd(exchange, work) : early);
    }

    /** How it ends if that is soon. What is always a task is one as well if it fails at once. */
    private <T> @Nullable Outcome<T> early(Exchange exchange, Invocation<T> call, Work<T> work)
            throws ClientGone, InterruptedException {
        try {
            return waiting.atMost(config.taskAfter(), exchange, work).orElse(null);
        } catch (RpcException e) {
            if (call.patience() == Patience.IS_TASK) {
                return null;
            }
            throw e;
        }
    }

    private <T> ObjectNode adopt(Peer peer, Invocation<T> call, Work<T> work) {
        try {
            return tasks.adopt(peer, call, work);
        } catch (RuntimeException e) {
            work.cancel();
            throw e;
        }
    }

    private <T> Inputs inputs(Exchange exchange, Invocation<T> call) {
        Optional<String> sealed = exchange.params().find("requestState");
        return new Inputs(
                Rounds.answers(exchange.params()),
                sealed.map(state -> states.open(exchange.peer().caller(), call, state))
                        .orElse(null));
    }

    private <T> ObjectNode answer(Peer peer, Invocation<T> call, Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T result) -> call.render().apply(result);
            case Outcome.InputRequired<T> needed -> needed(peer, call, needed);
        };
    }

    private <T> ObjectNode needed(Peer peer, Invocation<T> call, Outcome.InputRequired<T> needed) {
        Rounds.requireAllowed(peer.features(), needed.requests());
        ObjectNode result = McpJson.object().put("resultType", "input_required");
        if (!needed.requests().isEmpty()) {
            result.set("inputRequests", Rounds.requests(needed.requests()));
        }
        if (needed.state() != null) {
            result.put("requestState", states.seal(peer.caller(), call, needed.state()));
        }
        return result;
    }
}
