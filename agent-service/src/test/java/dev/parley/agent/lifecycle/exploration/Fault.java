package dev.parley.agent.lifecycle.exploration;

import dev.parley.agent.lifecycle.RunChange;
import dev.parley.agent.lifecycle.RunChange.Moved;
import dev.parley.agent.lifecycle.RunChange.Reason;
import dev.parley.agent.lifecycle.RunChange.Refused;
import dev.parley.agent.lifecycle.RunMachine;
import dev.parley.agent.lifecycle.RunState;
import dev.parley.agent.lifecycle.RunState.Delayed;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Outcome;
import dev.parley.agent.lifecycle.RunState.Queued;
import dev.parley.agent.lifecycle.RunState.Ready;
import dev.parley.agent.lifecycle.RunState.Running;
import dev.parley.agent.lifecycle.RunState.Waiting;
import dev.parley.agent.lifecycle.RunTransition;
import dev.parley.agent.lifecycle.RunTransition.Accepted;
import dev.parley.agent.lifecycle.RunTransition.CancelRequested;
import dev.parley.agent.lifecycle.RunTransition.Claimed;
import dev.parley.agent.lifecycle.RunTransition.Due;
import dev.parley.agent.lifecycle.RunTransition.Finished;
import dev.parley.agent.lifecycle.RunTransition.HandedBack;
import dev.parley.agent.lifecycle.RunTransition.LeaseExpired;
import dev.parley.agent.lifecycle.RunTransition.Overdue;
import dev.parley.agent.lifecycle.RunTransition.Postponed;
import dev.parley.agent.lifecycle.RunTransition.PredecessorEnded;
import dev.parley.agent.lifecycle.RunTransition.Renewed;
import dev.parley.agent.lifecycle.RunTransition.StepFinished;
import dev.parley.agent.lifecycle.RunTransition.Withdrawn;
import java.time.Instant;

/** Rules with one fault each, and the promise that it breaks first. */
enum Fault implements Rules {
    A_CLAIM_DOES_NOT_RAISE_THE_EPOCH(Promise.ONE_CLAIM) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Ready(int epoch, boolean cancel)
                            && epoch > 0
                            && transition instanceof Claimed(String owner, Instant until)
                    ? new Moved(new Running(epoch, owner, until, cancel))
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_STALE_END_IS_ACCEPTED(Promise.HOLDER_ONLY) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running
                            && transition instanceof Finished(_, _, Outcome outcome)
                    ? new Moved(new Ended(outcome, running.epoch()))
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_STALE_STEP_IS_ACCEPTED(Promise.HOLDER_ONLY) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running && transition instanceof StepFinished
                    ? new Moved(state)
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_LEASE_EXPIRES_BEFORE_ITS_TIME(Promise.LEASE_KEPT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            Instant early = transition instanceof LeaseExpired ? now.plusSeconds(1) : now;
            return RunMachine.apply(state, transition, early);
        }
    },
    ANYBODY_HANDS_BACK(Promise.LEASE_KEPT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running && transition instanceof HandedBack
                    ? RunMachine.apply(state, new HandedBack(running.owner()), now)
                    : RunMachine.apply(state, transition, now);
        }
    },
    ANYBODY_RENEWS(Promise.HOLDER_ONLY) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running
                            && transition instanceof Renewed(_, Instant until)
                    ? RunMachine.apply(state, new Renewed(running.owner(), until), now)
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_WAITING_RUN_IS_CLAIMED(Promise.ORDER_OF_ACCEPTANCE) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Waiting(boolean cancel) && transition instanceof Claimed
                    ? RunMachine.apply(new Ready(0, cancel), transition, now)
                    : RunMachine.apply(state, transition, now);
        }
    },
    AN_END_RELEASES_NO_SUCCESSOR(Promise.NONE_LOST) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return transition instanceof PredecessorEnded
                    ? new Refused(Reason.NOT_WAITING)
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_CANCELLATION_ENDS_A_RUN_UNDER_ITS_WORKER(Promise.HOLDER_ONLY) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running && transition instanceof Withdrawn
                    ? new Moved(new Ended(Outcome.CANCELLED, running.epoch()))
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_CANCELLATION_IS_LOST_WITH_THE_WORKER(Promise.CANCELLATION_KEPT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return RunMachine.apply(state, transition, now) instanceof Moved(RunState to)
                            && state instanceof Running
                            && to instanceof Ready(int epoch, _)
                    ? new Moved(new Ready(epoch, false))
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_STALE_WORKER_POSTPONES(Promise.HOLDER_ONLY) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running
                            && transition instanceof Postponed(_, _, Instant until)
                    ? RunMachine.apply(
                            state, new Postponed(running.owner(), running.epoch(), until), now)
                    : RunMachine.apply(state, transition, now);
        }
    },
    WHAT_WAS_POSTPONED_IS_FORGOTTEN(Promise.NONE_LOST) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return transition instanceof Due
                    ? new Refused(Reason.NOT_DUE)
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_RUN_BEGINS_BEFORE_ITS_TIME(Promise.NOT_BEFORE_ITS_TIME) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return RunMachine.apply(
                    state, transition, transition instanceof Due ? now.plusSeconds(5) : now);
        }
    },
    A_CANCELLATION_IS_LOST_WHILE_A_RUN_IS_PUT_OFF(Promise.CANCELLATION_KEPT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Delayed && transition instanceof CancelRequested
                    ? new Moved(state)
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_POSTPONEMENT_FORGETS_THE_CANCELLATION(Promise.CANCELLATION_KEPT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running
                            && transition
                                    instanceof Postponed(String owner, int epoch, Instant until)
                            && running.epoch() == epoch
                            && running.owner().equals(owner)
                    ? new Moved(new Delayed(epoch, until))
                    : RunMachine.apply(state, transition, now);
        }
    },
    AN_END_AT_THE_DEADLINE_IS_OVERHEARD(Promise.END_OUTRANKS_THE_WORKER) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running && transition instanceof Overdue
                    ? new Moved(new Ended(Outcome.EXPIRED, running.epoch()))
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_WITHDRAWAL_IS_OVERHEARD(Promise.END_OUTRANKS_THE_WORKER) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Queued queued
                            && queued.epoch() > 0
                            && transition instanceof Withdrawn
                    ? new Moved(new Ended(Outcome.CANCELLED, queued.epoch()))
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_CANCELLATION_IS_LOST_AT_THE_DEADLINE(Promise.CANCELLATION_KEPT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Running running
                            && running.cancelRequested()
                            && transition instanceof Overdue
                    ? new Moved(new Ended(Outcome.EXPIRED, running.epoch() + 1))
                    : RunMachine.apply(state, transition, now);
        }
    },
    WHAT_HAS_EXPIRED_IS_CLAIMED(Promise.ONE_TERMINAL_EVENT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Ended(Outcome outcome, int epoch)
                            && outcome == Outcome.EXPIRED
                            && transition instanceof Claimed
                    ? RunMachine.apply(new Ready(epoch, false), transition, now)
                    : RunMachine.apply(state, transition, now);
        }
    },
    A_REDELIVERY_CREATES_THE_RUN_AGAIN(Promise.ONE_TERMINAL_EVENT) {
        @Override
        public RunChange apply(RunState state, RunTransition transition, Instant now) {
            return state instanceof Ended && transition instanceof Accepted
                    ? RunMachine.apply(new RunState.Absent(), transition, now)
                    : RunMachine.apply(state, transition, now);
        }
    };

    private final Promise broken;

    Fault(Promise broken) {
        this.broken = broken;
    }

    Promise broken() {
        return broken;
    }
}
