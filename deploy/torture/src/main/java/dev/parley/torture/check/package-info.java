/** The checker: reads a folder and nothing else. */
@NullMarked
package dev.parley.torture.check;

import org.jspecify.annotations.NullMarked;
