package dev.parley.agent.run;

import dev.parley.contracts.event.RunProblem;
import java.time.Instant;

/** How the loop of a run came to its end. */
sealed interface RunEnd {

    /**
     * The model answered without asking for tools.
     *
     * @param step the step of the last model call
     */
    record Answered(int step, Journal.ModelStep last, Instant startedAt) implements RunEnd {}

    /** The model called tools that the client executes; everything else of the step is done. */
    record HandedBack() implements RunEnd {}

    /** There is no answer. */
    record Unanswered(RunProblem problem) implements RunEnd {}
}
