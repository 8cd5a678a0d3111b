package dev.parley.local.model.offline.quote;

/**
 * A sentence that may be quoted.
 *
 * @param source the mark of the passage it stands in, such as {@code [2]}; empty without one
 */
public record Passage(String sentence, String source) {}
