package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.Method;
import dev.parley.tool.mcp.client.wire.Heard;
import dev.parley.tool.mcp.client.wire.Outgoing;
import dev.parley.tool.mcp.protocol.HeaderText;
import dev.parley.tool.mcp.protocol.McpHeaders;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was agreed on with a server, and so how requests to it look. */
public sealed interface Link {

    /** The revision. */
    Revision revision();

    /** What the server says of itself. */
    ServerFacts facts();

    /** The message that asks something. */
    Outgoing request(RpcId id, Ask ask);

    /** Whether the server answers like this because it does not know of the agreement any more. */
    boolean isForgotten(Heard heard);

    /** Since 2026-07-28: every request says all of itself. */
    record Stateless(ServerFacts facts, Ourselves ourselves) implements Link {

        @Override
        public Revision revision() {
            return Revision.V2026_07_28;
        }

        @Override
        public Outgoing request(RpcId id, Ask ask) {
            ObjectNode params = ask.params().deepCopy();
            ObjectNode meta =
                    params.path("_meta") instanceof ObjectNode given
                            ? given
                            : params.putObject("_meta");
            meta.put(MetaKeys.VERSION, revision().version());
            meta.set(MetaKeys.CLIENT_INFO, ourselves.info());
            meta.set(MetaKeys.CLIENT_CAPABILITIES, ourselves.capabilities());
            Map<String, String> headers = new HashMap<>(ask.arguments());
            headers.put(McpHeaders.VERSION, revision().version());
            headers.put(McpHeaders.METHOD, ask.method());
            ask.name().ifPresent(name -> headers.put(McpHeaders.NAME, HeaderText.encode(name)));
            return new Outgoing(
                    Method.POST,
                    Optional.of(RpcJson.request(id, ask.method(), params)),
                    Optional.of(id),
                    headers,
                    false);
        }

        @Override
        public boolean isForgotten(Heard heard) {
            return heard instanceof Heard.Refused error
                    && error.code() == RpcError.UNSUPPORTED_VERSION.code();
        }
    }

    /** Before: begun with a handshake. */
    record Session(ServerFacts facts, Optional<String> id) implements Link {

        @Override
        public Revision revision() {
            return Revision.V2025_11_25;
        }

        @Override
        public Outgoing request(RpcId id, Ask ask) {
            return post(RpcJson.request(id, ask.method(), ask.params()), Optional.of(id));
        }

        /** A message that wants no answer. */
        Outgoing tell(ObjectNode message) {
            return post(message, Optional.empty());
        }

        /** The stream on which the server says what nobody asked for. */
        Outgoing listen() {
            return new Outgoing(Method.GET, Optional.empty(), Optional.empty(), headers(), false);
        }

        /** The end of the session. */
        Outgoing end() {
            return new Outgoing(
                    Method.DELETE, Optional.empty(), Optional.empty(), headers(), false);
        }

        private Outgoing post(ObjectNode message, Optional<RpcId> expected) {
            return new Outgoing(Method.POST, Optional.of(message), expected, headers(), true);
        }

        private Map<String, String> headers() {
            Map<String, String> headers = new HashMap<>();
            headers.put(McpHeaders.VERSION, revision().version());
            id.ifPresent(session -> headers.put(McpHeaders.SESSION, session));
            return headers;
        }

        @Override
        public boolean isForgotten(Heard heard) {
            return id.isPresent()
                    && switch (heard) {
                        case Heard.Status(int status) -> status == 404;
                        case Heard.Refused error -> error.status() == 404;
                        case Heard.Result result -> false;
                        case Heard.Ended ended -> false;
                        case Heard.Failed failed -> false;
                    };
        }

        @Override
        public String toString() {
            return "a session";
        }
    }
}
