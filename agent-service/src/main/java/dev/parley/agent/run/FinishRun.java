package dev.parley.agent.run;

import dev.parley.agent.journal.Begun;
import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StaleRun;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.agent.queue.RunColumns;
import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.event.Usage;
import dev.parley.platform.database.Sql;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run: its last step, its state, its terminal event and the release of its successor are one
 * transaction.
 */
@ApplicationScoped
class FinishRun {

    private static final String END =
            """
            UPDATE run SET status = ?, reply = ?, problem = ?, dead_letter = ?, input_tokens = ?, output_tokens = ?,
                           ended_at = now(), owner = NULL, lease_until = NULL
             WHERE id = ? AND epoch = ? AND owner = ? AND status = 'RUNNING'
            """;

    private static final String RELEASE_SUCCESSOR =
            "UPDATE run SET ready = true WHERE after_run_id = ? AND status = 'QUEUED' AND NOT ready";

    private final Sql sql;
    private final StepJournal journal;
    private final FailureRecord failures;
    private final Outbox outbox;

    @Inject
    FinishRun(Sql sql, StepJournal journal, FailureRecord failures, Outbox outbox) {
        this.sql = sql;
        this.journal = journal;
        this.failures = failures;
        this.outbox = outbox;
    }

    /** The last model call of a run, journalled with its end. */
    record LastStep(int step, Journal.ModelStep finished, Begun begun) {}

    /**
     * How a run ended.
     *
     * @param reply what was answered, for a completed run
     * @param failure why there is no answer, for a failed or expired one
     */
    record End(RunStatus status, @Nullable String reply, @Nullable Failure failure, Usage usage) {

        /** An end that is no failure. */
        static End of(RunStatus status, String reply, Usage usage) {
            return new End(status, reply, null, usage);
        }

        boolean deadLetter() {
            return failure != null && failure.deadLetter();
        }

        @Nullable RunProblem problem() {
            return failure == null ? null : failure.problem();
        }
    }

    /**
     * Why a run has no answer.
     *
     * @param step the step that it was at
     * @param deadLetter whether a person may want to try it again
     */
    record Failure(RunProblem problem, int step, boolean deadLetter) {}

    /**
     * Ends the run; throws {@link StaleRun} if it is not held any more.
     *
     * @return whether a run that waited for this one can begin
     */
    @Transactional
    boolean finish(ClaimedRun run, @Nullable LastStep last, End end, List<OutboxEvent> events) {
        if (last != null) {
            journal.append(run, last.step(), last.finished(), last.begun());
        }
        int ended =
                sql.update(
                        END,
                        end.status(),
                        end.reply(),
                        RunColumns.write(end.problem()),
                        end.deadLetter(),
                        end.usage().inputTokens(),
                        end.usage().outputTokens(),
                        run.id().value(),
                        run.epoch(),
                        run.owner());
        if (ended == 0) {
            throw new StaleRun("its end");
        }
        if (end.failure() != null) {
            failures.append(run, end.failure().step(), end.failure().problem());
        }
        boolean successor = sql.update(RELEASE_SUCCESSOR, run.id().value()) > 0;
        outbox.append(events);
        return successor;
    }
}
