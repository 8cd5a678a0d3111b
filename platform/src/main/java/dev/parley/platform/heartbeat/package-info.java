/** Tells the suite over Kafka how this instance is. */
@NullMarked
package dev.parley.platform.heartbeat;

import org.jspecify.annotations.NullMarked;
