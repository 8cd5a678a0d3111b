/** Input that nobody should send: raw bytes for sockets and for Kafka. */
@NullMarked
package dev.parley.system.hostile;

import org.jspecify.annotations.NullMarked;
