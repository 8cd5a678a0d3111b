/** Units of measurement. */
@NullMarked
package dev.parley.tool.builtin.unit;

import org.jspecify.annotations.NullMarked;
