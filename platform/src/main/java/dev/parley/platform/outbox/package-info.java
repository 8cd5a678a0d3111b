/** Events that leave with the transaction that caused them. */
@NullMarked
package dev.parley.platform.outbox;

import org.jspecify.annotations.NullMarked;
