package dev.parley.local.sink;

/**
 * Something that was done to the sink.
 *
 * @param key the request's {@code Idempotency-Key}; empty if there was none
 * @param body what was sent
 */
public record Effect(String key, String body) {}
