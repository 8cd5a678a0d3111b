/** Live streams over the log: hot tail first, then replay, overlaps dropped. */
@NullMarked
package dev.parley.conversation.stream;

import org.jspecify.annotations.NullMarked;
