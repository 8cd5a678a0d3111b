package dev.parley.tool.mcp.server.http;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.protocol.McpHeaders;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcJson;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.method.ChangeStream;
import dev.parley.tool.mcp.server.offer.McpChanges;
import dev.parley.tool.mcp.server.offer.Offer;
import dev.parley.tool.mcp.server.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The stream on which a session of 2025-11-25 hears of changes. */
@ApplicationScoped
class SessionStream {

    private static final Logger LOG = Logger.getLogger(SessionStream.class);

    private final Offer offer;
    private final Sessions sessions;
    private final ChangeStream stream;

    @Inject
    SessionStream(Offer offer, Sessions sessions, ChangeStream stream) {
        this.offer = offer;
        this.sessions = sessions;
        this.stream = stream;
    }

    /** Whether there is anything to hear. */
    boolean offered() {
        return offer.changes().isPresent();
    }

    /** Tells of changes until the client leaves, or the time of a stream is over. */
    Answer follow(Caller caller, HttpWire wire, Function<String, List<String>> headers)
            throws InterruptedException {
        McpChanges changes = offer.changes().orElseThrow();
        String session = headers.apply(McpHeaders.SESSION).stream().findFirst().orElse("");
        if (sessions.find(caller, session).isEmpty()) {
            return unknown();
        }
        try {
            stream.follow(
                    changes,
                    new ChangeStream.Listener(
                            caller, wire, change -> wanted(changes, caller, session, change), null),
                    wire::heartbeat);
            wire.end();
        } catch (ClientGone e) {
            LOG.debugf("An MCP client left its stream: %s", e.getMessage());
        }
        return new Answer.Gone();
    }

    private static boolean wanted(
            McpChanges changes, Caller caller, String session, McpChanges.Change change) {
        return !(change instanceof McpChanges.Change.Content(String uri))
                || changes.subscriptions(caller, session).contains(uri);
    }

    private static Answer unknown() {
        RpcException refusal =
                new RpcException(
                        RpcError.SESSION_NOT_FOUND,
                        "Send the Mcp-Session-Id that initialize gave; its time may be over.");
        return new Answer.Message(
                Statuses.of(refusal.error(), Revision.V2025_11_25),
                RpcJson.error(refusal),
                Map.of());
    }
}
