/** Puts tool results into sentences. */
@NullMarked
package dev.parley.local.model.offline.result;

import org.jspecify.annotations.NullMarked;
