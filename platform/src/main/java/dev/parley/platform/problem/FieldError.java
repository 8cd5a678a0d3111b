package dev.parley.platform.problem;

/**
 * What is wrong with one part of a request.
 *
 * @param pointer JSON Pointer into the body (RFC 6901), or the name of a query parameter or header
 * @param code a stable slug, such as {@code too-long}
 * @param message one sentence that says how to mend it
 */
public record FieldError(String pointer, String code, String message) {}
