/** The tools that come with Parley. */
@NullMarked
package dev.parley.tool.builtin;

import org.jspecify.annotations.NullMarked;
