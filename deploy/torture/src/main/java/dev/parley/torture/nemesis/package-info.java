/** Faults, drawn from a seed and done to processes. */
@NullMarked
package dev.parley.torture.nemesis;

import org.jspecify.annotations.NullMarked;
