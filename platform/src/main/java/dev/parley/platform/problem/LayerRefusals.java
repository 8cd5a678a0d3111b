package dev.parley.platform.problem;

/** Problems for what a layer below the resources refuses with a bare status. */
public final class LayerRefusals {

    private LayerRefusals() {}

    /** The problem that goes with a status; a 5xx of unknown cause is an internal error. */
    public static Problem problem(int status) {
        return switch (status) {
            case 401 ->
                    Problem.of(
                            PlatformError.UNAUTHENTICATED,
                            "Send a valid token: Authorization: Bearer <JWT>.");
            case 403 ->
                    Problem.of(PlatformError.PERMISSION_DENIED, "The token does not allow this.");
            case 404 -> Problem.of(PlatformError.NOT_FOUND, "There is nothing at this address.");
            case 405 ->
                    Problem.of(
                            PlatformError.METHOD_NOT_ALLOWED,
                            "Use one of the methods that Allow names.");
            case 406 ->
                    Problem.of(
                            PlatformError.NOT_ACCEPTABLE,
                            "Accept application/json, or text/event-stream for streams.");
            case 408 -> Problem.of(PlatformError.REQUEST_TIMEOUT, "Send the request faster.");
            case 413 ->
                    Problem.of(PlatformError.PAYLOAD_TOO_LARGE, "Send a body of at most 1 MiB.");
            case 414 ->
                    Problem.of(
                            PlatformError.URI_TOO_LONG,
                            "Send an address of at most 4096 characters.");
            case 421 ->
                    Problem.of(
                            PlatformError.MISDIRECTED_REQUEST,
                            "Send the request to the host that its address names.");
            case 415 ->
                    Problem.of(
                            PlatformError.UNSUPPORTED_MEDIA_TYPE,
                            "Send Content-Type: application/json.");
            case 431 ->
                    Problem.of(
                            PlatformError.HEADERS_TOO_LARGE,
                            "Send at most 100 headers and 16 KiB of them.");
            case 501 ->
                    Problem.of(
                            PlatformError.NOT_IMPLEMENTED,
                            "Send the body with Content-Length or chunked.");
            case 503 -> Problem.of(PlatformError.UNAVAILABLE, "Try again in a few seconds.");
            default ->
                    status < 500
                            ? Problem.of(
                                    PlatformError.MALFORMED_REQUEST,
                                    "The request is not valid HTTP for this address.")
                            : Problem.of(
                                    PlatformError.INTERNAL,
                                    "The request failed on our side; give the instance to support.");
        };
    }
}
