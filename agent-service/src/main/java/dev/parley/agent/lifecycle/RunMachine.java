package dev.parley.agent.lifecycle;

import dev.parley.agent.lifecycle.RunChange.Moved;
import dev.parley.agent.lifecycle.RunChange.Reason;
import dev.parley.agent.lifecycle.RunChange.Refused;
import dev.parley.agent.lifecycle.RunState.Absent;
import dev.parley.agent.lifecycle.RunState.Delayed;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunState.Waiting;
import dev.parley.agent.lifecycle.RunTransition.Accepted;
import dev.parley.agent.lifecycle.RunTransition.CancelRequested;
import dev.parley.agent.lifecycle.RunTransition.Claimed;
import dev.parley.agent.lifecycle.RunTransition.Due;
import dev.parley.agent.lifecycle.RunTransition.Finished;
import dev.parley.agent.lifecycle.RunTransition.Forgotten;
import dev.parley.agent.lifecycle.RunTransition.HandedBack;
import dev.parley.agent.lifecycle.RunTransition.LeaseExpired;
import dev.parley.agent.lifecycle.RunTransition.Overdue;
import dev.parley.agent.lifecycle.RunTransition.Postponed;
import dev.parley.agent.lifecycle.RunTransition.PredecessorEnded;
import dev.parley.agent.lifecycle.RunTransition.Renewed;
import dev.parley.agent.lifecycle.RunTransition.Requeued;
import dev.parley.agent.lifecycle.RunTransition.Scheduled;
import dev.parley.agent.lifecycle.RunTransition.StepFinished;
import dev.parley.agent.lifecycle.RunTransition.Withdrawn;
import java.time.Instant;

/**
 * The rules of a run's life. The trigger {@code run_transition} enforces them in Postgres, where
 * many processes change one row; a test holds the two to each other.
 *
 * <table>
 * <caption>Where a transition leads; what is not here is refused</caption>
 * <tr><th>from<th>transition<th>to
 * <tr><td>Absent<td>Accepted<td>Ready if it is its turn, else Waiting; epoch 0
 * <tr><td>Absent<td>Scheduled<td>Delayed, epoch 0
 * <tr><td>Waiting<td>PredecessorEnded<td>Ready
 * <tr><td>Delayed<td>Due, once it is<td>Ready
 * <tr><td>Ready<td>Claimed<td>Running, epoch raised by one
 * <tr><td>Running<td>Renewed by its owner<td>Running, with another end of its lease
 * <tr><td>Running<td>HandedBack for its owner<td>Ready, same epoch
 * <tr><td>Running or Delayed<td>Requeued by an operator<td>Ready, same epoch
 * <tr><td>Running<td>LeaseExpired after the lease<td>Ready, same epoch
 * <tr><td>Running<td>StepFinished with owner and epoch<td>as it is
 * <tr><td>Running<td>Postponed with owner and epoch<td>Delayed, same epoch; Ready if it is cancelled
 * <tr><td>Running<td>Finished with owner and epoch<td>Ended; CANCELLED only if that was asked for
 * <tr><td>queued<td>Withdrawn<td>Ended: CANCELLED, epoch raised by one
 * <tr><td>queued or Running<td>CancelRequested<td>the same, marked; Delayed becomes Ready
 * <tr><td>Running, or queued with an epoch<td>Overdue<td>Ended: EXPIRED, or CANCELLED if that was asked for; epoch raised by
 *     one
 * <tr><td>any with a row<td>Forgotten<td>Absent
 * </table>
 */
public final class RunMachine {

    private RunMachine() {}

    /** Says what a transition does to a run at a time. Knows of no other run. */
    public static RunChange apply(RunState state, RunTransition transition, Instant now) {
        return switch (state) {
            case Absent _ -> whileAbsent(transition);
            case Queued queued -> whileQueued(queued, transition, now);
            case Running running -> whileRunning(running, transition, now);
            case Ended _ -> onceEnded(transition);
        };
    }

    private static RunChange whileAbsent(RunTransition transition) {
        if (transition instanceof Accepted(boolean turn)) {
            return new Moved(turn ? new Ready(0, false) : new Waiting(false));
        }
        if (transition instanceof Scheduled(Instant until)) {
            return new Moved(new Delayed(0, until));
        }
        return new Refused(Reason.NOT_ACCEPTED);
    }

    private static RunChange whileQueued(Queued run, RunTransition transition, Instant now) {
        return switch (transition) {
            case Accepted _, Scheduled _ -> new Refused(Reason.ALREADY_ACCEPTED);
            case PredecessorEnded _ ->
                    run instanceof Waiting ? ready(run) : new Refused(Reason.NOT_WAITING);
            case Due _ -> due(run, now);
            case Claimed claim ->
                    run instanceof Ready ? claimed(run, claim) : new Refused(Reason.NOT_READY);
            case Withdrawn _ -> new Moved(new Ended(Outcome.CANCELLED, run.epoch() + 1));
            case CancelRequested _ -> new Moved(marked(run));
            case Overdue _ ->
                    run.epoch() > 0
                            ? overdue(run.epoch(), run.cancelRequested())
                            : new Refused(Reason.NOT_BEGUN);
            case Forgotten _ -> new Moved(new Absent());
            case Requeued _ ->
                    run instanceof Delayed ? ready(run) : new Refused(Reason.NOT_DELAYED);
            case Renewed _, HandedBack _, LeaseExpired _, StepFinished _, Postponed _, Finished _ ->
                    new Refused(Reason.NOT_RUNNING);
        };
    }

    private static RunChange ready(Queued run) {
        return new Moved(new Ready(run.epoch(), run.cancelRequested()));
    }

    private static RunChange due(Queued run, Instant now) {
        return switch (run) {
            case Delayed(_, Instant until) ->
                    until.isAfter(now) ? new Refused(Reason.NOT_DUE) : ready(run);
            case Waiting _, Ready _ -> new Refused(Reason.NOT_DELAYED);
        };
    }

    private static RunChange claimed(Queued run, Claimed claim) {
        return new Moved(
                new Running(
                        run.epoch() + 1, claim.owner(), claim.leaseUntil(), run.cancelRequested()));
    }

    private static Queued marked(Queued run) {
        return switch (run) {
            case Waiting _ -> new Waiting(true);
            case Delayed(int epoch, _) -> new Ready(epoch, true);
            case Ready(int epoch, _) -> new Ready(epoch, true);
        };
    }

    private static RunChange whileRunning(Running run, RunTransition transition, Instant now) {
        return switch (transition) {
            case Renewed renewal -> renewed(run, renewal);
            case HandedBack(String owner) ->
                    run.owner().equals(owner) ? queuedAgain(run) : new Refused(Reason.NOT_OWNER);
            case Requeued _ -> queuedAgain(run);
            case LeaseExpired _ ->
                    run.leaseUntil().isBefore(now)
                            ? queuedAgain(run)
                            : new Refused(Reason.LEASE_NOT_OVER);
            case StepFinished(String owner, int epoch) -> byHolder(run, owner, epoch, run);
            case Postponed(String owner, int epoch, Instant until) ->
                    byHolder(run, owner, epoch, postponed(run, until));
            case Finished finished -> finished(run, finished);
            case CancelRequested _ ->
                    new Moved(new Running(run.epoch(), run.owner(), run.leaseUntil(), true));
            case Overdue _ -> overdue(run.epoch(), run.cancelRequested());
            case Forgotten _ -> new Moved(new Absent());
            case Accepted _, Scheduled _ -> new Refused(Reason.ALREADY_ACCEPTED);
            case PredecessorEnded _ -> new Refused(Reason.NOT_WAITING);
            case Due _ -> new Refused(Reason.NOT_DELAYED);
            case Claimed _ -> new Refused(Reason.NOT_READY);
            case Withdrawn _ -> new Refused(Reason.HELD);
        };
    }

    private static RunChange renewed(Running run, Renewed by) {
        return run.owner().equals(by.owner())
                ? new Moved(
                        new Running(
                                run.epoch(), run.owner(), by.leaseUntil(), run.cancelRequested()))
                : new Refused(Reason.NOT_OWNER);
    }

    private static RunChange queuedAgain(Running run) {
        return new Moved(new Ready(run.epoch(), run.cancelRequested()));
    }

    private static Queued postponed(Running run, Instant until) {
        return run.cancelRequested()
                ? new Ready(run.epoch(), true)
                : new Delayed(run.epoch(), until);
    }

    /** Whoever was at it says nothing any more that anybody would hear. */
    private static RunChange overdue(int epoch, boolean cancelRequested) {
        Outcome outcome = cancelRequested ? Outcome.CANCELLED : Outcome.EXPIRED;
        return new Moved(new Ended(outcome, epoch + 1));
    }

    private static RunChange finished(Running run, Finished end) {
        RunChange change =
                byHolder(run, end.owner(), end.epoch(), new Ended(end.outcome(), run.epoch()));
        boolean unasked = end.outcome() == Outcome.CANCELLED && !run.cancelRequested();
        return change instanceof Moved && unasked
                ? new Refused(Reason.CANCEL_NOT_REQUESTED)
                : change;
    }

    private static RunChange byHolder(Running run, String owner, int epoch, RunState to) {
        if (run.epoch() != epoch) {
            return new Refused(Reason.STALE_EPOCH);
        }
        return run.owner().equals(owner) ? new Moved(to) : new Refused(Reason.NOT_OWNER);
    }

    private static RunChange onceEnded(RunTransition transition) {
        return switch (transition) {
            case Accepted _, Scheduled _ -> new Refused(Reason.ALREADY_ACCEPTED);
            case Forgotten _ -> new Moved(new Absent());
            case PredecessorEnded _,
                    Due _,
                    Claimed _,
                    Renewed _,
                    HandedBack _,
                    Requeued _,
                    LeaseExpired _,
                    StepFinished _,
                    Postponed _,
                    Finished _,
                    Withdrawn _,
                    CancelRequested _,
                    Overdue _ ->
                    new Refused(Reason.ALREADY_ENDED);
        };
    }
}
