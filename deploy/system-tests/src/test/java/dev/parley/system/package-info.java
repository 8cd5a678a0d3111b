/**
 * The promises of the whole suite, held against real processes: four services, Postgres, Redis and
 * Kafka, killed, stopped and fed nonsense. Nothing in the services helps these tests.
 */
@NullMarked
package dev.parley.system;

import org.jspecify.annotations.NullMarked;
