/** Load, faults and a checker: what the suite promises, tried for as long as one likes. */
@NullMarked
package dev.parley.torture;

import org.jspecify.annotations.NullMarked;
