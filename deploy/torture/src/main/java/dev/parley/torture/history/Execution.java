package dev.parley.torture.history;

/**
 * A row of the ledger of tool executions.
 *
 * @param effects what the tool does to the world, such as {@code UNSAFE}
 * @param cancelled whether somebody wanted it to end
 */
public record Execution(
        String callId, String run, String id, String status, String effects, boolean cancelled) {

    /** Whether it may have changed the world outside. */
    public boolean hasEffects() {
        return !effects.equals("NONE");
    }
}
