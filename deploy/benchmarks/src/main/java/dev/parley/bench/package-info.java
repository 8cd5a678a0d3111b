/**
 * What the running suite can do, measured from outside: every answer checked, CPU read from the
 * system.
 */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
