package dev.parley.contracts.event;

/**
 * What a run's model calls consumed, summed.
 *
 * @param inputTokens tokens read, 0 or more
 * @param outputTokens tokens written, 0 or more
 */
public record Usage(long inputTokens, long outputTokens) {

    /** Nothing consumed. */
    public static final Usage NONE = new Usage(0, 0);

    /** Both together. */
    public Usage plus(Usage other) {
        return new Usage(inputTokens + other.inputTokens, outputTokens + other.outputTokens);
    }
}
