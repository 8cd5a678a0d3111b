package dev.parley.agent.run;

import dev.parley.contracts.event.RunProblem;

/** A run could not begin: what it needs from other services was not to be had in time. */
final class Unprepared extends Exception {

    private final transient RunProblem problem;

    Unprepared(RunProblem problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    RunProblem problem() {
        return problem;
    }
}
