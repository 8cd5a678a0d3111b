/**
 * Owns conversations, their messages and the event log of each, and the live streams over it.
 * Refuses to know how an answer comes about: that is agent-service's.
 */
@NullMarked
package dev.parley.conversation;

import org.jspecify.annotations.NullMarked;
