package dev.parley.local.service;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Launch;
import dev.parley.local.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** One of several processes of a service: a name and a port of its own, the same data. */
public final class Replica implements Program {

    private final String name;
    private final ServiceProgram program;

    /**
     * Describes the process.
     *
     * @param own where it listens; of the other ports nothing is used
     * @param settings those of the service
     */
    public Replica(
            ServiceName service,
            int number,
            Path checkout,
            DataFolder folder,
            Ports own,
            Map<String, String> settings) {
        this.name = service.artifact() + "-" + number;
        Map<String, String> changed = new TreeMap<>(settings);
        changed.put("PARLEY_PORT", Integer.toString(own.of(service)));
        changed.put("PARLEY_INSTANCE", name);
        this.program = new ServiceProgram(service, checkout, folder, own, changed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String endpoint() {
        return program.endpoint();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        program.prepare();
    }

    /** With a marker of its own, or each would be taken for the other. */
    @Override
    public Launch launch() {
        Launch launch = program.launch();
        String marker = launch.marker() + "#" + name;
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
