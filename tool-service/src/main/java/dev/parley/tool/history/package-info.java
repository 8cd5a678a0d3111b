/** What was executed: to look up, to search and to sum up. */
@NullMarked
package dev.parley.tool.history;

import org.jspecify.annotations.NullMarked;
