package dev.parley.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one process is started.
 *
 * @param marker a part of the command line that no other process has, such as the path of its data
 * @param environment added to the launcher's own
 */
public record Launch(
        List<String> command, Map<String, String> environment, Path directory, String marker) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.stream().noneMatch(argument -> argument.contains(marker))) {
            throw new IllegalArgumentException("The marker is not in the command: " + marker);
        }
    }
}
