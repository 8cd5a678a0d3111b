/** Queries over JSON documents. */
@NullMarked
package dev.parley.tool.builtin.json;

import org.jspecify.annotations.NullMarked;
