/** Keyset pages with signed cursors. */
@NullMarked
package dev.parley.platform.page;

import org.jspecify.annotations.NullMarked;
