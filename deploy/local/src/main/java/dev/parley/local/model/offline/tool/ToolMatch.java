package dev.parley.local.model.offline.tool;

import dev.parley.local.model.argument.Filling;
import dev.parley.local.model.chat.ToolSpec;

/**
 * A tool that a request seems to ask for, and the arguments that the request gives it.
 *
 * @param topic what the words of the request say for the tool
 * @param score the same with what speaks for the arguments
 */
record ToolMatch(ToolSpec tool, Filling filling, double topic, double score) {

    private static final double NAMED = 3;

    /** Whether it fits so well that even a statement is taken as a request for it. */
    boolean isSure() {
        return filling.isComplete() && topic >= NAMED;
    }
}
