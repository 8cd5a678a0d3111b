package dev.parley.tool.mcp.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.HeaderText;
import dev.parley.tool.mcp.protocol.McpHeaders;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcMessage;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.protocol.McpJson;
import dev.parley.tool.mcp.server.protocol.RequestMeta;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a message says of itself, in its headers and in its body; where both say something, they
 * must say the same.
 *
 * @param revision what it speaks
 * @param features what its client can be asked for, if the message itself says so
 */
record Envelope(Revision revision, ClientFeatures features) {

    static final String HANDSHAKE = "initialize";

    /** Opens a message's envelope; throws {@link RpcException} if it contradicts itself. */
    static Envelope of(RpcMessage message, Function<String, List<String>> headers) {
        Revision revision = revision(message, headers);
        if (!(message instanceof RpcMessage.Request request)) {
            return new Envelope(revision, ClientFeatures.NONE);
        }
        RequestMeta meta = RequestMeta.of(request.params());
        boolean stateless = revision.stateless();
        ClientFeatures features = stateless ? meta.features() : ClientFeatures.NONE;
        agree(McpHeaders.METHOD, request.method(), headers, stateless);
        agree(McpHeaders.NAME, name(request), headers, stateless);
        return new Envelope(revision, features);
    }

    private static Revision revision(RpcMessage message, Function<String, List<String>> headers) {
        String header = single(McpHeaders.VERSION, headers).orElse(null);
        String inBody = inBody(message).orElse(null);
        boolean handshake =
                message instanceof RpcMessage.Request request
                        && request.method().equals(HANDSHAKE)
                        && inBody == null;
        if (handshake && !Revision.V2026_07_28.version().equals(header)) {
            return Revision.V2025_11_25;
        }
        if (header == null) {
            return withoutHeader(inBody, headers);
        }
        Optional<Revision> spoken = Revision.find(header);
        if (inBody != null && !inBody.equals(header)) {
            throw mismatch(
                    McpHeaders.VERSION,
                    "does not say the same as params._meta." + MetaKeys.VERSION);
        }
        boolean unsaid = inBody == null && message instanceof RpcMessage.Request;
        if (unsaid && spoken.isPresent() && spoken.get().stateless()) {
            throw new RpcException(
                    RpcError.INVALID_META, "params._meta must hold " + MetaKeys.VERSION + '.');
        }
        return spoken.orElseThrow(() -> unsupported(header));
    }

    /** A session says by itself of which revision it is. */
    private static Revision withoutHeader(
            @Nullable String inBody, Function<String, List<String>> headers) {
        if (inBody == null && !headers.apply(McpHeaders.SESSION).isEmpty()) {
            return Revision.V2025_11_25;
        }
        throw mismatch(McpHeaders.VERSION, "is missing");
    }

    private static Optional<String> inBody(RpcMessage message) {
        return switch (message) {
            case RpcMessage.Request request -> RequestMeta.of(request.params()).version();
            case RpcMessage.Notification told -> RequestMeta.of(told.params()).version();
            case RpcMessage.Reply reply -> Optional.empty();
        };
    }

    /** What a request is about, if its method has a name for that. */
    private static @Nullable String name(RpcMessage.Request request) {
        return switch (request.method()) {
            case "tools/call", "prompts/get" -> request.params().path("name").textValue();
            case "resources/read" -> request.params().path("uri").textValue();
            case "tasks/get", "tasks/update", "tasks/cancel" ->
                    request.params().path("taskId").textValue();
            default -> null;
        };
    }

    /**
     * A header that repeats something of the body must be there since 2026-07-28; where it is, it
     * must be right.
     */
    private static void agree(
            String header,
            @Nullable String body,
            Function<String, List<String>> headers,
            boolean required) {
        Optional<String> said = single(header, headers);
        if (said.isEmpty()) {
            if (required && body != null) {
                throw mismatch(header, "is missing");
            }
            return;
        }
        if (body != null && !HeaderText.decode(said.get()).equals(Optional.of(body))) {
            throw mismatch(header, "does not say the same as the body");
        }
    }

    private static Optional<String> single(String header, Function<String, List<String>> headers) {
        List<String> values = headers.apply(header);
        if (values.size() > 1) {
            throw mismatch(header, "is given more than once");
        }
        return values.stream().findFirst().map(String::strip);
    }

    private static RpcException mismatch(String header, String what) {
        return new RpcException(
                RpcError.HEADER_MISMATCH, "The header " + header + ' ' + what + '.');
    }

    private static RpcException unsupported(String requested) {
        ObjectNode data = McpJson.object();
        ArrayNode supported = data.putArray("supported");
        Revision.versions().forEach(supported::add);
        data.put("requested", requested);
        return new RpcException(
                RpcError.UNSUPPORTED_VERSION,
                "This revision of MCP is not spoken here; use one that data.supported names.",
                data);
    }
}
