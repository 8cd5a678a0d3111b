package dev.parley.torture.nemesis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Draws faults and the pauses between them; the same seed gives the same ones. */
public final class FaultPlan {

    private static final int LONGEST_FREEZE_MILLIS = 8_000;
    private static final int SHORTEST_FREEZE_MILLIS = 1_000;
    private static final int LONGEST_AWAY_MILLIS = 4_000;
    private static final int SHORTEST_PAUSE_MILLIS = 1_000;
    private static final int LONGEST_PAUSE_MILLIS = 6_000;

    private final RandomGenerator random;
    private final int replicas;

    /**
     * Prepares to draw.
     *
     * @param replicas how many service processes there are
     */
    public FaultPlan(RandomGenerator random, int replicas) {
        this.random = random;
        this.replicas = replicas;
    }

    /** The next fault. Freezes and kills of one process are what happens most. */
    public Fault next() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Fault.KillOne(random.nextInt(replicas), away());
            case 2 -> new Fault.KillAll(away());
            case 3, 4, 5 ->
                    new Fault.Freeze(
                            random.nextInt(replicas),
                            millis(SHORTEST_FREEZE_MILLIS, LONGEST_FREEZE_MILLIS));
            case 6 -> new Fault.FlushRedis();
            case 7 -> new Fault.KillRedis(away());
            case 8 -> new Fault.KillKafka(away());
            default -> new Fault.EndConnections();
        };
    }

    /** How long everything is left alone now. */
    public Duration pause() {
        return millis(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    }

    private Duration away() {
        return millis(0, LONGEST_AWAY_MILLIS);
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most + 1));
    }
}
