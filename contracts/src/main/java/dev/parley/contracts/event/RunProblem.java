package dev.parley.contracts.event;

/**
 * Why a run or a tool call failed, in words for a person.
 *
 * @param code a stable slug, such as {@code model-unavailable}
 * @param title what kind of failure it is
 * @param detail one sentence that says what to do
 */
public record RunProblem(String code, String title, String detail) {}
