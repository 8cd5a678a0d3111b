/** Questions about texts. */
@NullMarked
package dev.parley.tool.builtin.text;

import org.jspecify.annotations.NullMarked;
