/** Ids as clients see them: a type prefix and a UUIDv7 in 32 lower-case hex digits. */
@NullMarked
package dev.parley.contracts.id;

import org.jspecify.annotations.NullMarked;
