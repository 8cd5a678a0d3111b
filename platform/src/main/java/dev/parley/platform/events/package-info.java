/** Reading from and writing to Kafka: decoding, dead letters, topics. */
@NullMarked
package dev.parley.platform.events;

import org.jspecify.annotations.NullMarked;
