package dev.parley.local.model.chat;

import org.jspecify.annotations.Nullable;

/** A request that can't be served; becomes an error in OpenAI's shape. */
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String param;
    private final @Nullable String code;

    public InvalidRequest(
            int status, String message, @Nullable String param, @Nullable String code) {
        super(message);
        this.status = status;
        this.param = param;
        this.code = code;
    }

    public static InvalidRequest of(String message, String param) {
        return new InvalidRequest(400, message, param, null);
    }

    public int status() {
        return status;
    }

    public @Nullable String param() {
        return param;
    }

    public @Nullable String code() {
        return code;
    }
}
