package dev.parley.agent.run;

import dev.parley.agent.journal.Begun;
import dev.parley.agent.journal.Journal;
import dev.parley.contracts.event.RequiredAction;
import dev.parley.contracts.event.RunProblem;
import java.time.Duration;
import java.util.List;

/** What the work of one claim came to. */
sealed interface RunEnd {

    /**
     * The model answered without asking for tools.
     *
     * @param step the step of the last model call
     */
    record Answered(int step, Journal.ModelStep last, Begun begun) implements RunEnd {}

    /** The model called tools that the client executes; everything else of the step is done. */
    record HandedBack() implements RunEnd {}

    /**
     * There is no answer.
     *
     * @param mayPass whether trying again may help
     */
    record Unanswered(RunProblem problem, boolean mayPass) implements RunEnd {

        /** Of a run that would fail again. */
        static Unanswered forGood(String code, String title, String detail) {
            return new Unanswered(new RunProblem(code, title, detail), false);
        }
    }

    /** It is not tried again by itself: whether that is a good idea a person decides. */
    record GivenUp(RunProblem problem) implements RunEnd {}

    /** Somebody wanted it to end. */
    record Cancelled() implements RunEnd {}

    /** Its time is over. */
    record Expired() implements RunEnd {}

    /**
     * It could not begin, through no fault of its own; it tries again in a moment.
     *
     * @param waited how long it had its slot for nothing
     */
    record PutOff(Duration waited) implements RunEnd {}

    /** People have to decide on tool calls; it goes on when they have. */
    record Parked(List<RequiredAction> actions) implements RunEnd {}

    /** Another run needs the slot more; this one goes on later where it stopped. */
    record Yielded() implements RunEnd {}
}
