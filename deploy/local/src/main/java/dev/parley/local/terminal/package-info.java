/** What the person at the terminal sees: announcements, a moving line while waiting, a table. */
@NullMarked
package dev.parley.local.terminal;

import org.jspecify.annotations.NullMarked;
