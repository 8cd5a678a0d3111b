package dev.parley.tool.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Ends a request with a JSON-RPC error. */
public final class RpcException extends RuntimeException {

    private final RpcError error;
    private final transient @Nullable JsonNode data;
    private final transient @Nullable RpcId id;

    private RpcException(
            RpcError error, String message, @Nullable JsonNode data, @Nullable RpcId id) {
        super(message);
        this.error = error;
        this.data = data;
        this.id = id;
    }

    /** An error with one sentence that the caller can act on. */
    public RpcException(RpcError error, String message) {
        this(error, message, null, null);
    }

    /** An error with what a program can act on. */
    public RpcException(RpcError error, String message, JsonNode data) {
        this(error, message, data, null);
    }

    /** Parameters that this method cannot take. */
    public static RpcException invalid(String message) {
        return new RpcException(RpcError.INVALID_PARAMS, message);
    }

    /** The same error as the answer to a request. */
    public RpcException to(@Nullable RpcId request) {
        return id == null ? new RpcException(error, message(), data, request) : this;
    }

    /** The way to say no. */
    public RpcError error() {
        return error;
    }

    /** The sentence. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** What a program can act on. */
    public @Nullable JsonNode data() {
        return data;
    }

    /** Which request failed, if that much could be read. */
    public @Nullable RpcId id() {
        return id;
    }
}
