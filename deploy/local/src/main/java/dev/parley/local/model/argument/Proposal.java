package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.language.Span;

/**
 * A value for a parameter, and how much speaks for it.
 *
 * @param score from 1 (thinkable) over 3 (likely) to 8 (named in so many words)
 */
record Proposal(Parameter parameter, JsonNode value, double score, Span span) {

    static final double THINKABLE = 1;
    static final double LIKELY = 3;

    boolean isEnough() {
        return score >= (parameter.required() ? THINKABLE : LIKELY);
    }

    boolean isAccepted() {
        return Constraints.accept(parameter.schema(), value);
    }
}
