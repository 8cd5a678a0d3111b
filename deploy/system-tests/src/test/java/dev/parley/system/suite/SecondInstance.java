package dev.parley.system.suite;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Launch;
import dev.parley.local.process.Program;
import dev.parley.local.service.ServiceProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A further process of a service, beside the first: another name, another port, the same data. */
final class SecondInstance implements Program {

    private final ServiceName service;
    private final Program program;

    /**
     * Describes the process.
     *
     * @param own where it listens; of the other ports nothing is used
     * @param settings those of the first
     */
    SecondInstance(
            ServiceName service,
            Path checkout,
            DataFolder folder,
            Ports own,
            Map<String, String> settings) {
        this.service = service;
        Map<String, String> changed = new TreeMap<>(settings);
        changed.put("PARLEY_PORT", Integer.toString(own.of(service)));
        changed.put("PARLEY_INSTANCE", service.artifact() + "-2");
        this.program = new ServiceProgram(service, checkout, folder, own, changed);
    }

    @Override
    public String name() {
        return service.artifact() + "-2";
    }

    @Override
    public String endpoint() {
        return program.endpoint();
    }

    /** With a marker of its own, or each would be taken for the other. */
    @Override
    public Launch launch() {
        Launch launch = program.launch();
        String marker = launch.marker() + "-2";
        return new Launch(
                launch.command().stream()
                        .map(argument -> argument.equals(launch.marker()) ? marker : argument)
                        .toList(),
                launch.environment(),
                launch.directory(),
                marker);
    }

    @Override
    public boolean answers() {
        return program.answers();
    }
}
