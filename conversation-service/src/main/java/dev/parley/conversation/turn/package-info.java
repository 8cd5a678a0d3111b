/** What agent-service says of a run, turned into log entries and replies. */
@NullMarked
package dev.parley.conversation.turn;

import org.jspecify.annotations.NullMarked;
