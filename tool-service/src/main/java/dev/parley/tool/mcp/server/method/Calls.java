package dev.parley.tool.mcp.server.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.McpConfig;
import dev.parley.tool.mcp.server.call.Inputs;
import dev.parley.tool.mcp.server.call.LogLevel;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.calling.Invocation;
import dev.parley.tool.mcp.server.calling.RequestStates;
import dev.parley.tool.mcp.server.calling.Rounds;
import dev.parley.tool.mcp.server.calling.Work;
import dev.parley.tool.mcp.server.exchange.ClientFeedback;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.Peer;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.protocol.McpJson;
import dev.parley.tool.mcp.server.rpc.RpcError;
import dev.parley.tool.mcp.server.rpc.RpcException;
import dev.parley.tool.mcp.server.session.OpenCalls;
import dev.parley.tool.mcp.server.session.Questions;
import dev.parley.tool.mcp.server.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Makes calls and brings back how they end. What a call needs of its client is asked in the way of
 * the revision: by an answer that says so, after which the client calls again; or, before
 * 2026-07-28, while the client waits.
 */
@ApplicationScoped
class Calls {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Offer offer;
    private final RequestStates states;
    private final Questions questions;
    private final OpenCalls openCalls;
    private final Tasks tasks;
    private final McpConfig config;

    @Inject
    Calls(
            Offer offer,
            RequestStates states,
            Questions questions,
            OpenCalls openCalls,
            Tasks tasks,
            McpConfig config) {
        this.offer = offer;
        this.states = states;
        this.questions = questions;
        this.openCalls = openCalls;
        this.tasks = tasks;
        this.config = config;
    }

    /** The result of a call, or what it needs, or the task that it has become. */
    <T> ObjectNode make(Exchange exchange, Invocation<T> call)
            throws ClientGone, InterruptedException {
        if (call.patience() == Patience.IS_TASK) {
            Rounds.requireTasks(exchange.peer().features());
        }
        ClientFeedback feedback = exchange.feedback(() -> sessionLevel(exchange.peer()));
        try {
            return exchange.peer().revision().stateless()
                    ? makeOnce(exchange, call, feedback)
                    : makeThroughout(exchange, call, feedback);
        } finally {
            feedback.mute();
        }
    }

    private <T> ObjectNode makeOnce(Exchange exchange, Invocation<T> call, ClientFeedback feedback)
            throws ClientGone, InterruptedException {
        Peer peer = exchange.peer();
        Inputs inputs = inputs(exchange, call);
        Work<T> work =
                Work.begin(
                        new McpCall(peer.caller(), peer.features(), inputs, feedback), call.call());
        exchange.wire().whenGone(work::cancelUnlessDetached);
        boolean mayBecomeTask = call.patience() != Patience.WAITS && peer.features().tasks();
        Optional<Outcome<T>> early = mayBecomeTask ? early(exchange, call, work) : Optional.empty();
        if (mayBecomeTask && becomesTask(call, early, peer)) {
            feedback.mute();
            return adopt(peer, call, work);
        }
        return switch (early.isPresent() ? early.get() : awaitToEnd(exchange, work)) {
            case Outcome.Done<T>(T result) -> call.render().apply(result);
            case Outcome.InputRequired<T> needed -> needed(peer, call, needed);
        };
    }

    /** What is always a task is one as well if it fails at once. */
    private <T> Optional<Outcome<T>> early(Exchange exchange, Invocation<T> call, Work<T> work)
            throws ClientGone, InterruptedException {
        try {
            return await(exchange, work, config.taskAfter());
        } catch (RpcException e) {
            if (call.patience() != Patience.IS_TASK) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private <T> boolean becomesTask(Invocation<T> call, Optional<Outcome<T>> early, Peer peer) {
        if (early.isEmpty()) {
            return call.patience() == Patience.IS_TASK || tasks.haveRoomFor(peer.caller());
        }
        return call.patience() == Patience.IS_TASK && early.get() instanceof Outcome.Done<T>;
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

    private <T> ObjectNode makeThroughout(
            Exchange exchange, Invocation<T> call, ClientFeedback feedback)
            throws ClientGone, InterruptedException {
        Peer peer = exchange.peer();
        Inputs inputs = Inputs.NONE;
        for (int round = 0; round < Rounds.MOST; round++) {
            Work<T> work =
                    Work.begin(
                            new McpCall(peer.caller(), peer.features(), inputs, feedback),
                            call.call());
            try (OpenCalls.Entry entry = openCalls.add(exchange, work)) {
                switch (awaitToEnd(exchange, work)) {
                    case Outcome.Done<T>(T result) -> {
                        return call.render().apply(result);
                    }
                    case Outcome.InputRequired<T> needed -> inputs = ask(exchange, needed);
                }
            }
        }
        throw new RpcException(RpcError.INTERNAL, "The call asks without end.");
    }

    private <T> Inputs ask(Exchange exchange, Outcome.InputRequired<T> needed)
            throws ClientGone, InterruptedException {
        Rounds.requireAllowed(exchange.peer().features(), needed.requests());
        Map<String, JsonNode> answers =
                questions.ask(exchange, needed.requests(), config.callTimeout());
        return new Inputs(answers, needed.state());
    }

    private <T> Outcome<T> awaitToEnd(Exchange exchange, Work<T> work)
            throws ClientGone, InterruptedException {
        Optional<Outcome<T>> outcome = await(exchange, work, config.callTimeout());
        if (outcome.isEmpty()) {
            work.cancel();
            throw new RpcException(
                    RpcError.INTERNAL,
                    "The call took longer than "
                            + config.callTimeout().toSeconds()
                            + " seconds; whether it took effect is not known.");
        }
        return outcome.get();
    }

    /** Nothing if it takes longer than this. */
    private <T> Optional<Outcome<T>> await(Exchange exchange, Work<T> work, Duration most)
            throws ClientGone, InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                return Optional.empty();
            }
            Optional<Outcome<T>> outcome =
                    work.await(left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT);
            if (outcome.isPresent() || left.compareTo(HEARTBEAT) < 0) {
                return outcome;
            }
            beat(exchange);
        }
    }

    /** Before 2026-07-28 a call goes on when its client has left. */
    private static void beat(Exchange exchange) throws ClientGone, InterruptedException {
        try {
            exchange.wire().heartbeat();
        } catch (ClientGone e) {
            if (exchange.peer().revision().stateless()) {
                throw e;
            }
        }
    }

    private Optional<LogLevel> sessionLevel(Peer peer) {
        String session = peer.session();
        return session == null
                ? Optional.empty()
                : offer.logLevels().map(levels -> levels.get(peer.caller(), session));
    }
}
