package dev.parley.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * How a round goes.
 *
 * @param length for how long there is load and faults; start and end come on top
 * @param seed decides which faults come when
 * @param out where everything is left; must not exist or be empty
 * @param clients how many clients there are at once
 */
record Options(Duration length, long seed, Path out, int clients) {

    static final String USAGE =
            """
            ./parley torture [--minutes 30] [--seed <number>] [--out <folder>] [--clients 8]

              Starts a suite of its own with two replicas of conversation-service and agent-service, lets clients talk to
              it while processes are killed and frozen, and checks what is left. Exits with 1 if a promise was broken.
            """;

    private static final Set<String> NAMES = Set.of("--minutes", "--seed", "--out", "--clients");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is not as {@link #USAGE} says
     */
    static Options of(String[] args, Path checkout) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException("What is " + args[i] + "?");
            }
            given.put(args[i], args[i + 1]);
        }
        long seed =
                given.containsKey("--seed")
                        ? number(given, "--seed", 0)
                        : new Random().nextInt(1_000_000);
        Path usual = checkout.resolve(".parley").resolve("torture-" + seed);
        return new Options(
                Duration.ofMinutes(number(given, "--minutes", 30)),
                seed,
                Path.of(given.getOrDefault("--out", usual.toString())).toAbsolutePath(),
                (int) number(given, "--clients", 8));
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        return given.containsKey(name) ? Long.parseLong(given.get(name)) : otherwise;
    }
}
