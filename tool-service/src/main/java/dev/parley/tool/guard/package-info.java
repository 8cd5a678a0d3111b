/** What keeps one tool, or one host, from taking all the others down. */
@NullMarked
package dev.parley.tool.guard;

import org.jspecify.annotations.NullMarked;
