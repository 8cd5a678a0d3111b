/** The commands of {@code ./parley} that need more than a shell: up, down, status, token, chat. */
@NullMarked
package dev.parley.local.launcher;

import org.jspecify.annotations.NullMarked;
