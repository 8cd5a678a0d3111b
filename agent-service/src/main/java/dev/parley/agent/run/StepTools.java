package dev.parley.agent.run;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.toolbox.ToolOutcome;
import dev.parley.contracts.id.CallId;

/** What executes the tool calls of a run. */
interface StepTools {

    /** Executes a call; a failure is an outcome. */
    ToolOutcome execute(CallId call, Journal.PlannedCall planned) throws InterruptedException;
}
