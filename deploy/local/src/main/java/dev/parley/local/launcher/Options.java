package dev.parley.local.launcher;

import dev.parley.local.layout.SetupException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line: {@code --name value}, {@code --name=value}, {@code --flag}, and the words
 * between.
 */
final class Options {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> words = new ArrayList<>();

    /**
     * Which options a command knows.
     *
     * @param usage shown with every refusal
     */
    record Known(String usage, Set<String> values, Set<String> flags) {}

    /**
     * Reads a command line.
     *
     * @throws SetupException for an option that the command doesn't know or that lacks its value
     */
    static Options parse(List<String> arguments, Known known) {
        Options options = new Options();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                options.words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (known.flags().contains(name) && equals < 0) {
                options.flags.add(name);
            } else if (!known.values().contains(name)) {
                throw refused("There is no option " + argument, known);
            } else if (equals >= 0) {
                options.values.put(name, argument.substring(equals + 1));
            } else if (rest.hasNext()) {
                options.values.put(name, rest.next());
            } else {
                throw refused("The option " + argument + " needs a value", known);
            }
        }
        return options;
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    List<String> words() {
        return List.copyOf(words);
    }

    private static SetupException refused(String why, Known known) {
        return new SetupException(why + ". Usage: " + known.usage());
    }
}
