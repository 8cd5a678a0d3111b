package dev.parley.local.model.offline.tool;

import dev.parley.local.model.language.Span;

/**
 * A part of a message that asks for one tool: a clause, and the sentences around it that may hold
 * its values.
 */
record Segment(Span clause, Span whole, ToolMatch match) {

    Segment extendedTo(int end) {
        return new Segment(clause, new Span(whole.start(), end), match);
    }
}
