package dev.parley.local.launcher;

import dev.parley.local.layout.ServiceName;
import dev.parley.local.layout.SetupException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code ./parley} calls for everything that needs more than a shell. */
public final class Parley {

    private static final int FAILED = 1;
    private static final Options.Known UP =
            new Options.Known(
                    "./parley up [--detach] [--without <service>[,<service>]]",
                    Set.of("without"),
                    Set.of("detach", "background"));

    private final Suite suite;

    private Parley(Suite suite) {
        this.suite = suite;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(exitCode(List.of(arguments)));
    }

    private static int exitCode(List<String> arguments) throws InterruptedException {
        try {
            String command = arguments.isEmpty() ? "" : arguments.getFirst();
            List<String> rest = arguments.stream().skip(1).toList();
            return new Parley(Suite.fromEnvironment(System.getenv())).run(command, rest);
        } catch (SetupException e) {
            System.err.println(e.sentence());
            return FAILED;
        }
    }

    private int run(String command, List<String> arguments) throws InterruptedException {
        switch (command) {
            case "up" -> {
                return up(Options.parse(arguments, UP));
            }
            case "down" -> new Down(suite).run();
            case "status" -> {
                return new Status(suite).run();
            }
            case "token" -> new Token(suite).run(arguments);
            case "chat" -> {
                return new ChatCommand(suite).run(arguments);
            }
            default ->
                    throw new SetupException(
                            "There is no command \"%s\": see `./parley help`.".formatted(command));
        }
        return 0;
    }

    private int up(Options options) throws InterruptedException {
        Set<String> without = without(options.value("without").orElse(""));
        if (options.has("detach")) {
            return new DetachedUp(suite, without).run();
        }
        new Up(suite, options.has("background"), without).run();
        return 0;
    }

    private static Set<String> without(String list) {
        Set<String> known =
                Stream.concat(
                                Arrays.stream(ServiceName.values()).map(ServiceName::artifact),
                                Stream.of("model"))
                        .collect(Collectors.toSet());
        Set<String> names =
                Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
        names.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new SetupException(
                            "There is no service \"%s\" to leave out; there are %s."
                                    .formatted(
                                            name,
                                            String.join(", ", known.stream().sorted().toList())));
                });
        return names;
    }
}
