package dev.parley.platform.outbox;

/**
 * Something that must reach Kafka if, and only if, the transaction commits.
 *
 * @param tenant whose data this is
 * @param topic where it goes
 * @param key what keeps it in order: events with the same key arrive in the order of their commits
 * @param payload the event as JSON
 */
public record OutboxEvent(String tenant, String topic, String key, String payload) {}
