package dev.parley.tool.invocation;

import dev.parley.contracts.event.RunProblem;

/** What a look at the other side has shown of a call whose outcome was not known. */
public sealed interface Finding {

    /** It was done. */
    record Happened(Reply.Done done) implements Finding {}

    /** It was not done. */
    record DidNot() implements Finding {}

    /** The other side did not say; a later look may show it. */
    record Undecided(RunProblem problem) implements Finding {}
}
