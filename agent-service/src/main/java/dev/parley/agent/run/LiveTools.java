package dev.parley.agent.run;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.toolbox.ToolOutcome;
import dev.parley.agent.toolbox.Toolbox;
import dev.parley.contracts.id.CallId;

/** The tools themselves, on behalf of the run's user. */
record LiveTools(Toolbox toolbox, ClaimedRun run) implements StepTools {

    @Override
    public ToolOutcome execute(CallId call, Journal.PlannedCall planned) {
        return toolbox.execute(run.actor(), call, planned.tool(), planned.arguments());
    }
}
