package dev.parley.platform.testing;

import dev.parley.local.layout.ServiceName;
import java.util.Arrays;

/** Finds the service whose module a test runs in. */
final class RunsAs {

    private RunsAs() {}

    static ServiceName fromWorkingDirectory() {
        String module = java.nio.file.Path.of("").toAbsolutePath().getFileName().toString();
        return Arrays.stream(ServiceName.values())
                .filter(service -> service.artifact().equals(module))
                .findFirst()
                .orElse(ServiceName.CONVERSATION);
    }
}
