package dev.parley.agent.run;

import dev.parley.agent.journal.StaleRun;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RequiredAction;
import dev.parley.contracts.event.RunProblem;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** Puts a run back into the queue that goes on later; what it has journalled stays. */
@ApplicationScoped
class PutBackRun {

    /** One that was cancelled meanwhile does not wait: its next worker ends it. */
    private static final String POSTPONE =
            """
            UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now(), failures = failures + 1,
                           required_actions = NULL,
                           ready = cancel_requested_at IS NOT NULL,
                           due_at = CASE WHEN cancel_requested_at IS NULL THEN now() + ? * interval '1 ms' END
             WHERE id = ? AND epoch = ? AND owner = ? AND status = 'RUNNING'
            """;

    private static final String YIELD =
            """
            UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now(), preemptions = preemptions + 1,
                           required_actions = NULL
             WHERE id = ? AND epoch = ? AND owner = ? AND status = 'RUNNING'
            """;

    /** What it waited for under its lease is none of its time. */
    private static final String PUT_OFF =
            """
            UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now(),
                           deadline_at = deadline_at + ? * interval '1 ms',
                           ready = cancel_requested_at IS NOT NULL,
                           due_at = CASE WHEN cancel_requested_at IS NULL THEN now() + ? * interval '1 ms' END
             WHERE id = ? AND epoch = ? AND owner = ? AND status = 'RUNNING'
            """;

    /**
     * It looks once more a moment later, as what it waits for may have been decided before it was
     * parked; and then now and then, should no word of the decision come.
     */
    private static final String PARK =
            """
            UPDATE run SET status = 'QUEUED', owner = NULL, lease_until = NULL, queued_at = now(), required_actions = ?,
                           ready = cancel_requested_at IS NOT NULL,
                           due_at = CASE WHEN cancel_requested_at IS NULL THEN
                                        now() + CASE WHEN required_actions = ? THEN interval '10 min' ELSE interval '2 s' END END
             WHERE id = ? AND epoch = ? AND owner = ? AND status = 'RUNNING'
            """;

    private final Sql sql;
    private final FailureRecord failures;

    @Inject
    PutBackRun(Sql sql, FailureRecord failures) {
        this.sql = sql;
        this.failures = failures;
    }

    /** Gives a run up for now; throws {@link StaleRun} if it is not held any more. */
    @Transactional
    void postpone(ClaimedRun run, RunProblem problem, int step, Duration pause) {
        refuseIfStale(
                sql.update(POSTPONE, pause.toMillis(), run.id().value(), run.epoch(), run.owner()),
                "its postponement");
        failures.append(run, step, problem);
    }

    /**
     * Puts a run off that could not begin and has not failed; throws {@link StaleRun} if it is not
     * held any more.
     *
     * @param waited how long it had its slot for nothing
     */
    void putOff(ClaimedRun run, Duration waited, Duration pause) {
        refuseIfStale(
                sql.update(
                        PUT_OFF,
                        waited.toMillis(),
                        pause.toMillis(),
                        run.id().value(),
                        run.epoch(),
                        run.owner()),
                "its being put off");
    }

    /** Lets a run wait for people; throws {@link StaleRun} if it is not held any more. */
    void park(ClaimedRun run, List<RequiredAction> actions) {
        String waitsFor = EventJson.mapper().valueToTree(actions).toString();
        refuseIfStale(
                sql.update(PARK, waitsFor, waitsFor, run.id().value(), run.epoch(), run.owner()),
                "its parking");
    }

    /** Leaves the slot to another run; throws {@link StaleRun} if it is not held any more. */
    void leaveSlot(ClaimedRun run) {
        refuseIfStale(
                sql.update(YIELD, run.id().value(), run.epoch(), run.owner()), "its handing back");
    }

    private static void refuseIfStale(int changed, String what) {
        if (changed == 0) {
            throw new StaleRun(what);
        }
    }
}
