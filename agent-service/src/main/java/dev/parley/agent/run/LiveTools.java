package dev.parley.agent.run;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.toolbox.ToolOutcome;
import dev.parley.agent.toolbox.Toolbox;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.rest.ToolExecution;

/** The tools themselves, on behalf of the run's user. */
record LiveTools(Toolbox toolbox, ClaimedRun run, Journal known) implements StepTools {

    @Override
    public ToolOutcome execute(CallId call, Journal.PlannedCall planned)
            throws InterruptedException {
        int claims = known.origin(call.step()).earlierClaims() + run.epoch();
        ToolExecution.Context from =
                new ToolExecution.Context(run.conversationId(), run.agentName(), claims);
        return toolbox.execute(
                run.actor(),
                planned.tool(),
                new ToolExecution.Request(planned.arguments(), call, from));
    }
}
