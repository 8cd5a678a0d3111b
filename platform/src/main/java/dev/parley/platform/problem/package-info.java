/** Errors as RFC 9457 problems, whatever layer refuses. */
@NullMarked
package dev.parley.platform.problem;

import org.jspecify.annotations.NullMarked;
