package dev.parley.agent.ending;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.toolbox.AbandonedCalls;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * What a run came to that ends without its worker: the steps it has finished are in the journal,
 * and count.
 */
@ApplicationScoped
class FinalRecord {

    private final Sql sql;
    private final StepJournal journal;
    private final AbandonedCalls calls;

    @Inject
    FinalRecord(Sql sql, StepJournal journal, AbandonedCalls calls) {
        this.sql = sql;
        this.journal = journal;
        this.calls = calls;
    }

    /**
     * Writes down what a run used, in the transaction that ended it; a call that its last worker
     * has left under way is ended, too.
     *
     * @param withReply whether what it has said is its reply
     */
    Journal.Outcome keep(TerminalEvents.EndedRun run, boolean withReply) {
        Journal done = journal.read(run.id());
        Journal.Outcome outcome = done.outcome();
        if (!run.replay()) {
            calls.cancelAfterCommit(run.actor(), done.openCalls());
        }
        sql.update(
                "UPDATE run SET reply = ?, input_tokens = ?, output_tokens = ? WHERE id = ?",
                withReply ? outcome.reply() : null,
                outcome.usage().inputTokens(),
                outcome.usage().outputTokens(),
                run.id().value());
        return outcome;
    }
}
