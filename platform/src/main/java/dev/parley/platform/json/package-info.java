/** Strict JSON: what is ambiguous or would be refused further inside is refused at the edge. */
@NullMarked
package dev.parley.platform.json;

import org.jspecify.annotations.NullMarked;
