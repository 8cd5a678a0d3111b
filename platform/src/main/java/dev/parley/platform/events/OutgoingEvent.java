package dev.parley.platform.events;

import org.jspecify.annotations.Nullable;

/**
 * A record for Kafka.
 *
 * @param topic where it goes
 * @param key what it is ordered by
 * @param payload its bytes
 * @param traceparent the trace it belongs to, if any
 */
public record OutgoingEvent(
        String topic, String key, byte[] payload, @Nullable String traceparent) {}
