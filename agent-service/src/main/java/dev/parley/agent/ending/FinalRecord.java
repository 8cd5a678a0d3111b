package dev.parley.agent.ending;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StepJournal;
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

    @Inject
    FinalRecord(Sql sql, StepJournal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    /**
     * Writes down what a run used, in the transaction that ended it.
     *
     * @param withReply whether what it has said is its reply
     */
    Journal.Outcome keep(TerminalEvents.EndedRun run, boolean withReply) {
        Journal.Outcome outcome = journal.read(run.id()).outcome();
        sql.update(
                "UPDATE run SET reply = ?, input_tokens = ?, output_tokens = ? WHERE id = ?",
                withReply ? outcome.reply() : null,
                outcome.usage().inputTokens(),
                outcome.usage().outputTokens(),
                run.id().value());
        return outcome;
    }
}
