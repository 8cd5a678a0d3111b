package dev.parley.tool.invocation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to do what a call asks for. */
public sealed interface Reply {

    /**
     * It was done.
     *
     * @param bytes how much came back
     * @param note what whoever reads the result should know about it
     */
    record Done(JsonNode result, long bytes, @Nullable String note) implements Reply {}

    /** Nothing was done, and trying again would not help. */
    record Refused(RunProblem problem) implements Reply {}

    /**
     * Nothing left for the other side. Trying again does no harm.
     *
     * @param mayPass whether it may help
     */
    record NotSent(RunProblem problem, boolean mayPass) implements Reply {}

    /**
     * No attempt was made, since the other side has failed too often.
     *
     * @param pause how long it is left alone at the most
     */
    record LeftAlone(RunProblem problem, Duration pause) implements Reply {}

    /**
     * The other side answered that it did nothing this time.
     *
     * @param after how long it asked to wait
     */
    record TryLater(RunProblem problem, Optional<Duration> after) implements Reply {}

    /**
     * Nobody knows: the request may have been carried out, or be carried out still.
     *
     * @param mayPass whether trying again may give an answer
     * @param after how long the other side asked to wait
     */
    record Unclear(RunProblem problem, boolean mayPass, Optional<Duration> after)
            implements Reply {}
}
