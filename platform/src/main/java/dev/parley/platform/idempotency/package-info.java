/** The same key and body give the same answer, for a day. */
@NullMarked
package dev.parley.platform.idempotency;

import org.jspecify.annotations.NullMarked;
