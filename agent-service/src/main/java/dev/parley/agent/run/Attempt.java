package dev.parley.agent.run;

import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.queue.Execution;
import dev.parley.platform.events.EventSender;

/** One claim's work on a run: what it was told, what it says and how far it has come. */
record Attempt(Execution execution, RunEvents events, RunProgress progress) {

    static Attempt of(Execution execution, EventSender sender) {
        ClaimedRun run = execution.run();
        return new Attempt(execution, RunEvents.of(run, sender), new RunProgress(run.id()));
    }

    ClaimedRun run() {
        return execution.run();
    }
}
