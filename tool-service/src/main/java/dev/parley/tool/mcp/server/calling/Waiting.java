package dev.parley.tool.mcp.server.calling;

import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.McpConfig;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.invocation.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Waits for calls, and lets their clients know that somebody still does. */
@ApplicationScoped
class Waiting {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final McpConfig config;

    @Inject
    Waiting(McpConfig config) {
        this.config = config;
    }

    /** How a call ends, unless it takes longer than any client may wait. */
    <T> Outcome<T> toEnd(Exchange exchange, Work<T> work) throws ClientGone, InterruptedException {
        Optional<Outcome<T>> outcome = atMost(config.callTimeout(), exchange, work);
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
    <T> Optional<Outcome<T>> atMost(Duration most, Exchange exchange, Work<T> work)
            throws ClientGone, InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        Duration left = most;
        while (left.compareTo(HEARTBEAT) > 0) {
            Optional<Outcome<T>> outcome = work.await(HEARTBEAT);
            if (outcome.isPresent()) {
                return outcome;
            }
            beat(exchange);
            left = Duration.ofNanos(deadline - System.nanoTime());
        }
        return work.await(left);
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
}
