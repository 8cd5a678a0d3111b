/**
 * Owns agents and runs: takes accepted messages from Kafka, queues and executes them against models
 * and tools, and says what happens. Refuses to keep conversations: those are
 * conversation-service's.
 */
@NullMarked
package dev.parley.agent;

import org.jspecify.annotations.NullMarked;
