/**
 * The one cache: a small tier in the process, a shared one in Redis, the loader as the truth. What
 * it guarantees is in {@code docs/decisions/0008-cache.md}.
 */
@NullMarked
package dev.parley.platform.cache;

import org.jspecify.annotations.NullMarked;
