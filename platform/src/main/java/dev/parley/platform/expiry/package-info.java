/** Deletes rows when their time is over. */
@NullMarked
package dev.parley.platform.expiry;

import org.jspecify.annotations.NullMarked;
