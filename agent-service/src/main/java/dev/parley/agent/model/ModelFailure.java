package dev.parley.agent.model;

import dev.parley.contracts.event.RunProblem;

/** A model gave no usable reply. */
public final class ModelFailure extends Exception {

    private final transient RunProblem problem;
    private final boolean mayPass;

    ModelFailure(RunProblem problem, boolean mayPass, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
        this.mayPass = mayPass;
    }

    ModelFailure(RunProblem problem, boolean mayPass) {
        super(problem.detail());
        this.problem = problem;
        this.mayPass = mayPass;
    }

    /** Why, in words for the user. */
    public RunProblem problem() {
        return problem;
    }

    /** Whether trying again may help. */
    public boolean mayPass() {
        return mayPass;
    }
}
