/** Sets of calls that depend on one another. */
@NullMarked
package dev.parley.tool.plan;

import org.jspecify.annotations.NullMarked;
