package dev.parley.tool.execution;

import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;

/** A run has been claimed again since, and its later claim has called already. */
final class StaleClaim {

    static final RunProblem PROBLEM =
            new RunProblem(
                    "stale-claim",
                    "The run is somebody else's by now",
                    "Another worker has the run and calls its tools; this call was not carried out.");

    private StaleClaim() {}

    static ProblemException refusal() {
        return new ProblemException(ToolError.STALE_CLAIM, PROBLEM.detail());
    }
}
