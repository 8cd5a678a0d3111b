/** The running suite, and what a test may do to it. */
@NullMarked
package dev.parley.system.suite;

import org.jspecify.annotations.NullMarked;
