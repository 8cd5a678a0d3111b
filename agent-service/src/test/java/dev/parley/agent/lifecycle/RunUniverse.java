package dev.parley.agent.lifecycle;

import dev.parley.agent.lifecycle.RunChange.Moved;
import dev.parley.agent.lifecycle.RunState.Absent;
import dev.parley.agent.lifecycle.RunState.Delayed;
import dev.parley.agent.lifecycle.RunState.Ended;
import dev.parley.agent.lifecycle.RunState.Outcome;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every state and every transition with two owners, two ends of a lease and a few epochs. */
final class RunUniverse {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final int CLAIMS = 2;
    private static final List<String> OWNERS = List.of("one", "two");
    private static final List<Instant> LEASES = List.of(NOW.minusSeconds(5), NOW.plusSeconds(5));

    private RunUniverse() {}

    /** The states that a run can come to, each with the states on a shortest way to it. */
    static Map<RunState, List<RunState>> reachable() {
        Map<RunState, List<RunState>> paths = new LinkedHashMap<>();
        Deque<RunState> open = new ArrayDeque<>(List.of(new Absent()));
        while (!open.isEmpty()) {
            RunState from = open.remove();
            for (RunState to : following(from)) {
                if (claims(to) <= CLAIMS && !(to instanceof Absent) && !paths.containsKey(to)) {
                    List<RunState> path = new ArrayList<>(paths.getOrDefault(from, List.of()));
                    path.add(to);
                    paths.put(to, List.copyOf(path));
                    open.add(to);
                }
            }
        }
        return paths;
    }

    private static int claims(RunState state) {
        return switch (state) {
            case Absent _ -> 0;
            case RunState.Queued queued -> queued.epoch();
            case Running running -> running.epoch();
            case Ended ended -> ended.epoch();
        };
    }

    /** What one transition makes of a state. */
    static Set<RunState> following(RunState from) {
        Set<RunState> states = new LinkedHashSet<>();
        for (RunTransition transition : transitions()) {
            if (RunMachine.apply(from, transition, NOW) instanceof Moved(RunState to)) {
                states.add(to);
            }
        }
        return states;
    }

    /** Also such as nothing leads to. */
    static List<RunState> conceivable() {
        List<RunState> states = new ArrayList<>();
        for (boolean cancel : new boolean[] {false, true}) {
            states.add(new Waiting(cancel));
            for (int epoch = 0; epoch <= CLAIMS + 1; epoch++) {
                states.add(new Ready(epoch, cancel));
                for (String owner : OWNERS) {
                    for (Instant until : LEASES) {
                        states.add(new Running(epoch, owner, until, cancel));
                    }
                }
            }
        }
        for (int epoch = 0; epoch <= CLAIMS + 1; epoch++) {
            for (Instant until : LEASES) {
                states.add(new Delayed(epoch, until));
            }
            for (Outcome outcome : Outcome.values()) {
                states.add(new Ended(outcome, epoch));
            }
        }
        return states;
    }

    static List<RunTransition> transitions() {
        List<RunTransition> all = new ArrayList<>();
        all.addAll(List.of(new Accepted(true), new Accepted(false), new PredecessorEnded()));
        all.add(new LeaseExpired());
        all.addAll(List.of(new Withdrawn(), new CancelRequested(), new Forgotten()));
        all.addAll(List.of(new Requeued(), new Due(), new Overdue()));
        LEASES.forEach(until -> all.add(new Scheduled(until)));
        for (String owner : OWNERS) {
            all.add(new HandedBack(owner));
            LEASES.forEach(until -> all.add(new Claimed(owner, until)));
            LEASES.forEach(until -> all.add(new Renewed(owner, until)));
            for (int epoch = 0; epoch <= CLAIMS; epoch++) {
                all.add(new StepFinished(owner, epoch));
                int at = epoch;
                LEASES.forEach(until -> all.add(new Postponed(owner, at, until)));
                for (Outcome outcome : Outcome.values()) {
                    all.add(new Finished(owner, epoch, outcome));
                }
            }
        }
        return all;
    }

    /** What a run in this state might be made to be, rightly or not. */
    static Stream<RunState> others(RunState state) {
        return conceivable().stream().filter(other -> !other.equals(state));
    }
}
