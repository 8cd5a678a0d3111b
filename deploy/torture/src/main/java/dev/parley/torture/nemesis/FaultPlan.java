package dev.parley.torture.nemesis;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Draws faults and the pauses between them; the same seed gives the same ones. */
public final class FaultPlan {

    private static final int LONGEST_FREEZE_MILLIS = 8_000;
    private static final int SHORTEST_FREEZE_MILLIS = 1_000;
    private static final int LONGEST_AWAY_MILLIS = 4_000;
    private static final int SHORTEST_PAUSE_MILLIS = 1_000;
    private static final int LONGEST_PAUSE_MILLIS = 6_000;

    private final RandomGenerator random;
    private final List<Integer> replicas;
    private final List<FaultKind> kinds;
    private final List<Border> borders;

    /**
     * Prepares to draw.
     *
     * @param replicas numbers of the service processes that may be killed or frozen alone
     * @param kinds what is drawn, at least one
     * @param borders where processes are killed or frozen, at least one
     */
    public FaultPlan(
            RandomGenerator random,
            List<Integer> replicas,
            Set<FaultKind> kinds,
            Set<Border> borders) {
        this.random = random;
        this.borders = Stream.of(Border.values()).filter(borders::contains).toList();
        this.replicas = List.copyOf(replicas);
        this.kinds =
                Stream.of(FaultKind.values())
                        .filter(kinds::contains)
                        .flatMap(kind -> Collections.nCopies(kind.weight(), kind).stream())
                        .toList();
    }

    /** The next fault. */
    public Fault next() {
        return switch (kinds.get(random.nextInt(kinds.size()))) {
            case KILL_ONE -> new Fault.KillOne(replica(), away());
            case KILL_ALL -> new Fault.KillAll(away());
            case FREEZE -> new Fault.Freeze(replica(), frozen());
            case KILL_AT -> new Fault.KillAt(border(), away());
            case FREEZE_AT -> new Fault.FreezeAt(border(), frozen());
            case FLUSH_REDIS -> new Fault.FlushRedis();
            case KILL_REDIS -> new Fault.KillRedis(away());
            case KILL_KAFKA -> new Fault.KillKafka(away());
            case END_CONNECTIONS -> new Fault.EndConnections();
        };
    }

    private int replica() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    private Border border() {
        return borders.get(random.nextInt(borders.size()));
    }

    /** How long everything is left alone now. */
    public Duration pause() {
        return millis(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    }

    private Duration frozen() {
        return millis(SHORTEST_FREEZE_MILLIS, LONGEST_FREEZE_MILLIS);
    }

    private Duration away() {
        return millis(0, LONGEST_AWAY_MILLIS);
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most + 1));
    }
}
