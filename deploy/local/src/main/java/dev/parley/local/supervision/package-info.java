/** Starts the processes of a suite in order, keeps them running, and ends them in order. */
@NullMarked
package dev.parley.local.supervision;

import org.jspecify.annotations.NullMarked;
