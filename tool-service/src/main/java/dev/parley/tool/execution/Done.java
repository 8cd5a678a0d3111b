package dev.parley.tool.execution;

import org.jspecify.annotations.Nullable;

/**
 * What a call came to.
 *
 * @param attempts how often the tool was asked for it
 * @param reuse whose outcome it is, if another call got it
 */
record Done(Outcome outcome, int attempts, @Nullable Reuse reuse) {}
