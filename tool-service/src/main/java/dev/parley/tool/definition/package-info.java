/** Which tools there are and how they are called. */
@NullMarked
package dev.parley.tool.definition;

import org.jspecify.annotations.NullMarked;
