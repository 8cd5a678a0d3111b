package dev.parley.torture;

import dev.parley.local.layout.ServiceName;
import dev.parley.torture.nemesis.Border;
import dev.parley.torture.nemesis.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a round goes.
 *
 * @param length for how long there is load and faults; start and end come on top
 * @param seed decides which faults come when
 * @param out where everything is left; must not exist or be empty
 * @param clients how many clients there are at once
 * @param only which kinds of faults come
 * @param of the service whose processes are killed or frozen alone; empty for all
 * @param at the borders at which processes are killed or frozen
 */
record Options(
        Duration length,
        long seed,
        Path out,
        int clients,
        Set<FaultKind> only,
        String of,
        Set<Border> at) {

    static final String USAGE =
            """
            ./parley torture [--minutes 30] [--seed <number>] [--out <folder>] [--clients 8]
                             [--only <fault>,...] [--of <service>] [--at <border>,...]

              Starts a suite of its own with two replicas of conversation-service and agent-service, lets clients talk to
              it while processes are killed and frozen, and checks what is left. Exits with 1 if a promise was broken.

              Faults: kill-one, kill-all, freeze, kill-at, freeze-at, flush-redis, kill-redis, kill-kafka, end-connections;
              all unless --only names some. --of agent-service lets kill-one and freeze strike only its processes.
              Borders, where kill-at and freeze-at strike whoever comes first: accept, store, intake, claim, model-journal,
              tool-journal, end, call, dispatch, outcome; all unless --at names some.
            """;

    private static final Set<String> NAMES =
            Set.of("--minutes", "--seed", "--out", "--clients", "--only", "--of", "--at");

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
                (int) number(given, "--clients", 8),
                chosen(given.get("--only"), FaultKind.class, FaultKind::wireName),
                service(given.getOrDefault("--of", "")),
                chosen(given.get("--at"), Border.class, Border::wireName));
    }

    private static <E extends Enum<E>> Set<E> chosen(
            @Nullable String names, Class<E> type, Function<E, String> wireName) {
        if (names == null) {
            return EnumSet.allOf(type);
        }
        return Stream.of(names.split(","))
                .map(name ->
                        Stream.of(type.getEnumConstants())
                                .filter(it -> wireName.apply(it).equals(name))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException("What is " + name + "?")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }

    private static String service(String name) {
        boolean known = Stream.of(ServiceName.values()).anyMatch(it -> it.artifact().equals(name));
        if (!name.isEmpty() && !known) {
            throw new IllegalArgumentException("What is " + name + "?");
        }
        return name;
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        return given.containsKey(name) ? Long.parseLong(given.get(name)) : otherwise;
    }
}
