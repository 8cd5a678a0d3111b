package dev.parley.local.supervision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The phase of every supervised process; whoever waits is woken by each change. */
final class Board {

    private final Map<String, Phase> phases = new LinkedHashMap<>();

    Board(List<String> names) {
        names.forEach(name -> phases.put(name, new Phase.Waiting()));
    }

    synchronized void put(String name, Phase phase) {
        phases.put(name, phase);
        notifyAll();
    }

    synchronized Map<String, Phase> phases() {
        return new LinkedHashMap<>(phases);
    }

    /** Waits until these are all as wanted, or the time is up. */
    synchronized boolean await(List<String> names, Predicate<Phase> wanted, long millis)
            throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!names.stream().map(phases::get).allMatch(wanted)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
