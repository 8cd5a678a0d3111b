package dev.parley.tool.mcp.server.http;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.protocol.McpHeaders;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcJson;
import dev.parley.tool.mcp.rpc.RpcMessage;
import dev.parley.tool.mcp.rpc.RpcReader;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.exchange.Peer;
import dev.parley.tool.mcp.server.session.OpenCalls;
import dev.parley.tool.mcp.server.session.Questions;
import dev.parley.tool.mcp.server.session.Session;
import dev.parley.tool.mcp.server.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes one message of whatever kind and revision. */
@ApplicationScoped
class Intake {

    private final RpcReader reader;
    private final Sessions sessions;
    private final OpenCalls openCalls;
    private final Questions questions;
    private final AnswerRequest requests;

    @Inject
    Intake(
            RpcReader reader,
            Sessions sessions,
            OpenCalls openCalls,
            Questions questions,
            AnswerRequest requests) {
        this.reader = reader;
        this.sessions = sessions;
        this.openCalls = openCalls;
        this.questions = questions;
        this.requests = requests;
    }

    /** What becomes of it. */
    Answer take(byte[] body, Caller caller, HttpWire wire, Function<String, List<String>> headers)
            throws InterruptedException {
        RpcId id = null;
        try {
            RpcMessage message = reader.read(body);
            id = message instanceof RpcMessage.Request request ? request.id() : null;
            Envelope envelope = Envelope.of(message, headers);
            return take(message, peer(message, envelope, caller, headers), wire, headers);
        } catch (RpcException e) {
            // Only what is refused before a method is looked for comes here.
            return new Answer.Message(
                    Statuses.of(e.error(), Revision.V2026_07_28),
                    RpcJson.error(e.to(id)),
                    Map.of());
        }
    }

    private Answer take(
            RpcMessage message, Peer peer, HttpWire wire, Function<String, List<String>> headers)
            throws InterruptedException {
        switch (message) {
            case RpcMessage.Request request -> {
                return requests.answer(new Exchange(request, peer, wire, headers), wire);
            }
            case RpcMessage.Notification told -> hear(told, peer);
            case RpcMessage.Reply reply -> take(reply, peer);
        }
        return new Answer.Accepted();
    }

    private Peer peer(
            RpcMessage message,
            Envelope envelope,
            Caller caller,
            Function<String, List<String>> headers) {
        if (envelope.revision().stateless()) {
            return new Peer(envelope.revision(), caller, envelope.features(), null);
        }
        Session session =
                message instanceof RpcMessage.Request request
                                && request.method().equals(Envelope.HANDSHAKE)
                        ? begin(request, caller)
                        : find(caller, headers.apply(McpHeaders.SESSION));
        return session == null
                ? new Peer(envelope.revision(), caller, ClientFeatures.NONE, null)
                : new Peer(envelope.revision(), caller, session.features(), session.id());
    }

    private Session begin(RpcMessage.Request request, Caller caller) {
        return sessions.begin(caller, ClientFeatures.of(request.params().path("capabilities")));
    }

    /** A client may do without a session; it is then not asked for anything. */
    private @Nullable Session find(Caller caller, List<String> ids) {
        if (ids.isEmpty()) {
            return null;
        }
        return sessions.find(caller, ids.getFirst())
                .orElseThrow(() ->
                        new RpcException(
                                RpcError.SESSION_NOT_FOUND,
                                "There is no such session, or its time is over; begin one with initialize."));
    }

    /** What is told and not understood is nobody's fault. */
    private void hear(RpcMessage.Notification told, Peer peer) {
        if (!peer.revision().stateless() && told.method().equals("notifications/cancelled")) {
            RpcId.find(told.params().get("requestId"))
                    .ifPresent(id -> openCalls.cancel(peer.caller(), peer.session(), id));
        }
    }

    private void take(RpcMessage.Reply reply, Peer peer) {
        if (peer.revision().stateless() || !questions.answer(peer.caller(), reply)) {
            throw new RpcException(
                    RpcError.INVALID_REQUEST, "Nobody waits for an answer under this id.");
        }
    }
}
