package dev.parley.agent.operations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants of a process that executes runs.
 *
 * @param slots how many side by side, 1 to 2,000; what it was started with if null
 * @param draining whether it is to claim nothing more; no if null
 */
record WorkerOrder(@Min(1) @Max(2_000) @Nullable Integer slots, @Nullable Boolean draining) {}
