package dev.parley.platform.problem;

/**
 * What clients get to see of an {@link ErrorCode}.
 *
 * @param code the slug that they match on
 * @param title the kind of refusal, in a few words
 * @param status the HTTP status
 */
public record Refusal(String code, String title, int status) {}
