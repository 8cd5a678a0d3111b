package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.AnswerHead;
import dev.parley.tool.egress.Method;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import dev.parley.tool.mcp.client.wire.Heard;
import dev.parley.tool.mcp.client.wire.Outgoing;
import dev.parley.tool.mcp.protocol.McpHeaders;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Agrees with a server on a revision: asks in the newest what it speaks, and begins a session of
 * the one before where it does not understand that. A server that fails or refuses who asks is none
 * that does not understand.
 */
final class Handshake {

    private static final String VISIBLE = "[\\x21-\\x7e]{1,1024}";

    private final Function<Outgoing, Heard> send;
    private final Supplier<RpcId> ids;
    private final Ourselves ourselves;

    Handshake(Function<Outgoing, Heard> send, Supplier<RpcId> ids, Ourselves ourselves) {
        this.send = send;
        this.ids = ids;
        this.ourselves = ourselves;
    }

    McpOutcome<Link> begin() {
        return discover(true);
    }

    private McpOutcome<Link> discover(boolean again) {
        Link.Stateless newest = new Link.Stateless(new ServerFacts("", "", false), ourselves);
        Ask ask = Ask.of("server/discover", JsonNodeFactory.instance.objectNode());
        return switch (send.apply(newest.request(ids.get(), ask))) {
            case Heard.Result(ObjectNode result, AnswerHead head) -> discovered(result);
            case Heard.Refused error when error.status() >= 500 -> failed(error.status());
            case Heard.Refused error when error.code() == RpcError.UNSUPPORTED_VERSION.code() ->
                    unsupported(error, again);
            case Heard.Refused error -> initialize();
            case Heard.Status(int status) -> status >= 500 ? failed(status) : initialize();
            case Heard.Ended ended ->
                    undone(Fault.broken("The server ends the stream without an answer."));
            case Heard.Failed(Fault fault, boolean mayHaveActed) -> undone(fault);
        };
    }

    /** A result of another shape is that of a server that answers anything. */
    private McpOutcome<Link> discovered(ObjectNode result) {
        List<String> versions = texts(result.path("supportedVersions"));
        if (versions.contains(Revision.V2026_07_28.version())) {
            JsonNode named = result.path("_meta").path(MetaKeys.SERVER_INFO);
            JsonNode info = named.isObject() ? named : result.path("serverInfo");
            return new McpOutcome.Done<>(
                    new Link.Stateless(
                            ServerFacts.of(info, result.path("capabilities")), ourselves));
        }
        return older(versions);
    }

    private McpOutcome<Link> unsupported(Heard.Refused error, boolean again) {
        List<String> versions = texts(error.data().path("supported"));
        return again && versions.contains(Revision.V2026_07_28.version())
                ? discover(false)
                : older(versions);
    }

    private McpOutcome<Link> older(List<String> versions) {
        return versions.isEmpty() || versions.contains(Revision.V2025_11_25.version())
                ? initialize()
                : unknown();
    }

    private McpOutcome<Link> initialize() {
        RpcId id = ids.get();
        ObjectNode params =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("protocolVersion", Revision.V2025_11_25.version());
        params.set("capabilities", ourselves.capabilities());
        params.set("clientInfo", ourselves.info());
        Outgoing message =
                new Outgoing(
                        Method.POST,
                        Optional.of(RpcJson.request(id, "initialize", params)),
                        Optional.of(id),
                        Map.of(),
                        false);
        Heard heard = send.apply(message);
        return heard instanceof Heard.Result(ObjectNode result, AnswerHead head)
                ? initialized(result, head)
                : undone(Answers.outcome(heard).why().orElseThrow());
    }

    private McpOutcome<Link> initialized(ObjectNode result, AnswerHead head) {
        if (!Revision.V2025_11_25.version().equals(result.path("protocolVersion").textValue())) {
            return unknown();
        }
        Optional<String> session = head.headers().first(McpHeaders.SESSION);
        if (session.isPresent() && !session.get().matches(VISIBLE)) {
            return undone(Fault.broken("The server names its session in a way that MCP lacks."));
        }
        Link.Session link =
                new Link.Session(
                        ServerFacts.of(result.path("serverInfo"), result.path("capabilities")),
                        session);
        Heard heard =
                send.apply(link.tell(RpcJson.notification("notifications/initialized", null)));
        return heard instanceof Heard.Status(int status) && status < 300
                ? new McpOutcome.Done<>(link)
                : undone(
                        Answers.outcome(heard)
                                .why()
                                .orElseGet(
                                        () -> Fault.broken("The server answers a notification.")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static McpOutcome<Link> failed(int status) {
        return undone(
                new Fault(
                        FaultReason.SERVER_FAILED,
                        "The server answers with HTTP status " + status + '.'));
    }

    private static McpOutcome<Link> unknown() {
        return undone(
                new Fault(
                        FaultReason.REVISION_UNKNOWN,
                        "The server speaks no revision of MCP that is spoken here: "
                                + String.join(", ", Revision.versions())
                                + '.'));
    }

    private static McpOutcome<Link> undone(Fault fault) {
        return new McpOutcome.Undone<>(fault);
    }
}
