package dev.parley.local.service;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.layout.SetupException;
import dev.parley.local.process.JavaProgram;
import dev.parley.local.process.Launch;
import dev.parley.local.process.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One of the four services, as Maven built it. */
public final class ServiceProgram implements Program {

    /** A person's own provider wins over the offline model. */
    private static final Set<String> OVERRIDABLE =
            Set.of("PARLEY_MODEL_BASE_URL", "PARLEY_MODEL_API_KEY", "PARLEY_LOG_JSON");

    private static final Set<String> OF_THE_LAUNCHER =
            Set.of("PARLEY_HOME", "PARLEY_PORT_OFFSET", "PARLEY_ROOT", "PARLEY_MODEL_CONTROL");

    /** What not every service knows; the others would refuse to start with it. */
    private static final Map<ServiceName, List<String>> OF_SOME =
            Map.of(
                    ServiceName.AGENT,
                    List.of(
                            "PARLEY_MODEL_",
                            "PARLEY_OPERATIONS_",
                            "PARLEY_QUEUE_",
                            "PARLEY_RETENTION_"),
                    ServiceName.TOOL,
                    List.of(
                            "PARLEY_CREDENTIALS_",
                            "PARLEY_EGRESS_",
                            "PARLEY_EXECUTION_",
                            "PARLEY_GUARD_",
                            "PARLEY_MCP_",
                            "PARLEY_OPERATIONS_"));

    private final ServiceName service;
    private final Path checkout;
    private final DataFolder folder;
    private final Ports ports;
    private final Map<String, String> settings;

    public ServiceProgram(
            ServiceName service,
            Path checkout,
            DataFolder folder,
            Ports ports,
            Map<String, String> settings) {
        this.service = service;
        this.checkout = checkout;
        this.folder = folder;
        this.ports = ports;
        this.settings = new TreeMap<>(settings);
        this.settings.put("PARLEY_LOG_JSON", "false");
        System.getenv().forEach(this::takeOver);
    }

    /** A person's own settings go to the services that know them, and never break the suite. */
    private void takeOver(String name, String value) {
        if (OVERRIDABLE.contains(name) && settings.containsKey(name)) {
            settings.put(name, value);
        } else if (name.startsWith("PARLEY_") && !OF_THE_LAUNCHER.contains(name) && isOurs(name)) {
            settings.putIfAbsent(name, value);
        }
    }

    private boolean isOurs(String name) {
        return OF_SOME.getOrDefault(service, List.of()).stream().anyMatch(name::startsWith)
                || OF_SOME.values().stream().flatMap(List::stream).noneMatch(name::startsWith);
    }

    @Override
    public String name() {
        return service.artifact();
    }

    @Override
    public String endpoint() {
        return ports.url(service);
    }

    @Override
    public void prepare() {
        if (!Files.exists(jar())) {
            throw new SetupException(
                    "%s is not built (%s is missing): run `./parley up`, which builds what changed."
                            .formatted(name(), jar()));
        }
    }

    @Override
    public Launch launch() {
        // Not a parley.* name: the service would take it for one of its settings.
        String marker = "-Dlocalsuite=" + folder.root() + ":" + name();
        List<String> command = new ArrayList<>();
        command.add(JavaProgram.executable());
        command.addAll(SmallJvm.options("256m", folder.classArchives().resolve(name() + ".jsa")));
        command.add(marker);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.addAll(List.of("-jar", jar().toString()));
        return new Launch(command, settings, folder.root(), marker);
    }

    @Override
    public boolean answers() {
        return HttpProbe.succeeds(endpoint() + "/q/health/ready");
    }

    private Path jar() {
        return checkout.resolve(service.artifact()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
