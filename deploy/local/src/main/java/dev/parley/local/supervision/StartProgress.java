package dev.parley.local.supervision;

import dev.parley.local.terminal.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Waits for a start and shows what it waits for: a line for each process that is ready, a moving
 * one for the rest.
 */
final class StartProgress {

    /** How long a start may take in all before the person is told what is missing. */
    static final Duration PATIENCE = Duration.ofSeconds(240);

    private static final long TICK_MILLIS = 120;

    private final Board board;
    private final Screen screen;
    private final Instant begun = Instant.now();
    private final Set<String> told = new HashSet<>();

    StartProgress(Board board, Screen screen) {
        this.board = board;
        this.screen = screen;
    }

    void awaitSettled(List<String> names) throws InterruptedException {
        boolean settled = false;
        while (!settled && elapsed().compareTo(PATIENCE) < 0) {
            settled = board.await(names, Phase::settled, TICK_MILLIS);
            Map<String, Phase> phases = board.phases();
            phases.forEach(this::tellReady);
            showOpen(phases);
        }
    }

    private void tellReady(String name, Phase phase) {
        if (phase instanceof Phase.Ready(Duration after) && told.add(name)) {
            screen.say("  ✔ %-22s %5.1f s".formatted(name, after.toMillis() / 1000.0));
        }
    }

    private void showOpen(Map<String, Phase> phases) {
        List<String> open =
                phases.entrySet().stream()
                        .filter(entry -> !(entry.getValue() instanceof Phase.Ready))
                        .filter(entry -> !(entry.getValue() instanceof Phase.Waiting))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!open.isEmpty()) {
            screen.move(
                    "starting %s (%d s)".formatted(String.join(", ", open), elapsed().toSeconds()));
        }
    }

    private Duration elapsed() {
        return Duration.between(begun, Instant.now());
    }
}
