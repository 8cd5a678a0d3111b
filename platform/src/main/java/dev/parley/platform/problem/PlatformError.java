package dev.parley.platform.problem;

/** The refusals that every service knows. */
public enum PlatformError implements ErrorCode {
    MALFORMED_REQUEST("malformed-request", "The request is malformed", 400),
    MALFORMED_JSON("malformed-json", "The body is not valid JSON", 400),
    DUPLICATE_PARAMETER("duplicate-parameter", "A query parameter is given twice", 400),
    UNKNOWN_PARAMETER("unknown-parameter", "A query parameter is not known here", 400),
    INVALID_CURSOR("invalid-cursor", "The cursor is not valid", 400),
    UNAUTHENTICATED("unauthenticated", "A valid token is needed", 401),
    PERMISSION_DENIED("permission-denied", "The token does not allow this", 403),
    NOT_FOUND("not-found", "Not found", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "The method is not allowed here", 405),
    NOT_ACCEPTABLE("not-acceptable", "No acceptable representation", 406),
    REQUEST_TIMEOUT("request-timeout", "The request took too long to arrive", 408),
    CONFLICT("conflict", "The request conflicts with the present state", 409),
    IDEMPOTENCY_IN_PROGRESS(
            "idempotency-in-progress", "The first request with this key is still running", 409),
    PRECONDITION_FAILED("precondition-failed", "The resource has changed", 412),
    PAYLOAD_TOO_LARGE("payload-too-large", "The body is too large", 413),
    URI_TOO_LONG("uri-too-long", "The address is too long", 414),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The media type is not supported", 415),
    MISDIRECTED_REQUEST("misdirected-request", "The request is meant for another host", 421),
    VALIDATION_FAILED("validation-failed", "A value is not valid", 422),
    UNKNOWN_FIELD("unknown-field", "A field is not known here", 422),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "The key was used for another request", 422),
    HEADERS_TOO_LARGE("headers-too-large", "The headers are too large or too many", 431),
    INTERNAL("internal-error", "Something went wrong on our side", 500),
    NOT_IMPLEMENTED("not-implemented", "The server does not do this", 501),
    UNAVAILABLE("unavailable", "Not available right now", 503);

    private final String code;
    private final String title;
    private final int status;

    PlatformError(String code, String title, int status) {
        this.code = code;
        this.title = title;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
