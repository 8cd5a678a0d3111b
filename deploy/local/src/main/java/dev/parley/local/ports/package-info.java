/** Finds out, before anything starts, whether the ports are free, and who has those that aren't. */
@NullMarked
package dev.parley.local.ports;

import org.jspecify.annotations.NullMarked;
