/**
 * What the tests of all services share: real Postgres, Redis and Kafka, an issuer, an offline
 * model, tokens, bad inputs.
 */
package dev.parley.platform.testing;
