/**
 * What travels over Kafka. Every event carries a version; a reader ignores fields that it does not
 * know.
 */
@NullMarked
package dev.parley.contracts.event;

import org.jspecify.annotations.NullMarked;
