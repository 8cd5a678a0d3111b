/** Whose rows a piece of work may see, enforced by Postgres row-level security. */
@NullMarked
package dev.parley.platform.tenancy;

import org.jspecify.annotations.NullMarked;
