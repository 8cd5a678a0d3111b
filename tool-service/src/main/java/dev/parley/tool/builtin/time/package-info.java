/** Calculations with calendars and clocks. */
@NullMarked
package dev.parley.tool.builtin.time;

import org.jspecify.annotations.NullMarked;
