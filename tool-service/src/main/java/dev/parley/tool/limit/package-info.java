/** How often tools may be called. */
@NullMarked
package dev.parley.tool.limit;

import org.jspecify.annotations.NullMarked;
