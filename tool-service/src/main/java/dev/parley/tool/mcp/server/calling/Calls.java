package dev.parley.tool.mcp.server.calling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.server.call.LogLevel;
import dev.parley.tool.mcp.server.exchange.ClientFeedback;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.Peer;
import dev.parley.tool.mcp.server.invocation.Invocation;
import dev.parley.tool.mcp.server.invocation.Rounds;
import dev.parley.tool.mcp.server.offer.McpTool.Patience;
import dev.parley.tool.mcp.server.offer.Offer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Makes calls and brings back how they end. */
@ApplicationScoped
public class Calls {

    private final Offer offer;
    private final StatelessCalls stateless;
    private final SessionCalls inSessions;

    @Inject
    Calls(Offer offer, StatelessCalls stateless, SessionCalls inSessions) {
        this.offer = offer;
        this.stateless = stateless;
        this.inSessions = inSessions;
    }

    /** The result of a call, or what it needs, or the task that it has become. */
    public <T> ObjectNode make(Exchange exchange, Invocation<T> call)
            throws ClientGone, InterruptedException {
        if (call.patience() == Patience.IS_TASK) {
            Rounds.requireTasks(exchange.peer().features());
        }
        ClientFeedback feedback = exchange.feedback(() -> sessionLevel(exchange.peer()));
        try {
            return exchange.peer().revision().stateless()
                    ? stateless.make(exchange, call, feedback)
                    : inSessions.make(exchange, call, feedback);
        } finally {
            feedback.mute();
        }
    }

    private Optional<LogLevel> sessionLevel(Peer peer) {
        String session = peer.session();
        return session == null
                ? Optional.empty()
                : offer.logLevels().map(levels -> levels.get(peer.caller(), session));
    }
}
