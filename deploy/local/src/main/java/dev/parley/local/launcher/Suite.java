package dev.parley.local.launcher;

import dev.parley.local.infrastructure.LocalInfrastructure;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.process.Daemon;
import dev.parley.local.service.ModelProgram;
import dev.parley.local.service.ServiceProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which suite a command is about.
 *
 * @param checkout the repository that the services were built in
 * @param offset by how much the ports are shifted
 * @param interactive whether a person watches a real terminal
 */
record Suite(Path checkout, DataFolder folder, Ports ports, int offset, boolean interactive) {

    static Suite fromEnvironment(Map<String, String> environment) {
        Path checkout = Path.of(System.getProperty("parley.root", ".")).toAbsolutePath();
        return new Suite(
                checkout.normalize(),
                DataFolder.fromEnvironment(checkout, environment),
                Ports.fromEnvironment(environment),
                Ports.offset(environment),
                Boolean.getBoolean("parley.terminal"));
    }

    /** Postgres, Redis and Kafka. */
    List<Daemon> foundation(LocalInfrastructure infrastructure) {
        return infrastructure.all();
    }

    /** The model server and the services, without those that somebody runs elsewhere. */
    List<Daemon> services(LocalInfrastructure infrastructure, Set<String> without) {
        List<Daemon> services = new ArrayList<>();
        services.add(new Daemon(new ModelProgram(folder, ports), folder));
        Arrays.stream(ServiceName.values())
                .map(service -> program(service, infrastructure))
                .map(program -> new Daemon(program, folder))
                .forEach(services::add);
        services.removeIf(daemon -> without.contains(daemon.name()));
        return services;
    }

    /** How the person calls this launcher again for the same suite. */
    String command(String rest) {
        String ports = offset == 0 ? "" : "%s=%d ".formatted(Ports.OFFSET_VARIABLE, offset);
        boolean standard = folder.equals(DataFolder.standard(checkout, offset));
        String home = standard ? "" : "%s=%s ".formatted(DataFolder.HOME_VARIABLE, folder.root());
        return home + ports + "./parley " + rest;
    }

    private ServiceProgram program(ServiceName service, LocalInfrastructure infrastructure) {
        return new ServiceProgram(
                service, checkout, folder, ports, infrastructure.settingsFor(service));
    }
}
