package dev.parley.platform.cache;

/**
 * A value as it lies in Redis.
 *
 * @param data JSON, compressed where that made it smaller
 * @param size the bytes of JSON; equal to the length of {@code data} where it is not compressed
 * @param version empty for a value without one
 */
record Payload(byte[] data, int size, String version) {}
