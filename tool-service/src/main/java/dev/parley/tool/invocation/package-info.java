/** What all kinds of tools have in common when they are called. */
@NullMarked
package dev.parley.tool.invocation;

import org.jspecify.annotations.NullMarked;
