package dev.parley.tool.mcp.server.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.mcp.protocol.MetaKeys;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.call.LogLevel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says of itself, in {@code params._meta}. */
public final class RequestMeta {

    private final JsonNode meta;

    private RequestMeta(JsonNode meta) {
        this.meta = meta;
    }

    /** That of a request with these parameters, which may hold none. */
    public static RequestMeta of(ObjectNode params) {
        return new RequestMeta(params.path("_meta"));
    }

    /** The revision that the request names. */
    public Optional<String> version() {
        return Optional.ofNullable(meta.path(MetaKeys.VERSION).textValue());
    }

    /** What the client can be asked for; refuses a request that does not say. */
    public ClientFeatures features() {
        JsonNode capabilities = meta.path(MetaKeys.CLIENT_CAPABILITIES);
        if (!capabilities.isObject()) {
            throw new RpcException(
                    RpcError.INVALID_META,
                    "params._meta must hold "
                            + MetaKeys.CLIENT_CAPABILITIES
                            + ", if only as an empty object.");
        }
        return ClientFeatures.of(capabilities);
    }

    /** From which level on the client wants to be logged to; not at all if it does not say. */
    public Optional<LogLevel> logLevel() {
        JsonNode level = meta.path(MetaKeys.LOG_LEVEL);
        if (level.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(
                LogLevel.find(level.asText())
                        .orElseThrow(() ->
                                RpcException.invalid(MetaKeys.LOG_LEVEL + " is no log level.")));
    }

    /** Under which name the client wants to hear of progress; not at all without one. */
    public @Nullable JsonNode progressToken() {
        JsonNode token = meta.path("progressToken");
        return token.isTextual() || token.isIntegralNumber() ? token : null;
    }

    /** The trace that the request belongs to. */
    public @Nullable String traceparent() {
        return meta.path("traceparent").textValue();
    }
}
