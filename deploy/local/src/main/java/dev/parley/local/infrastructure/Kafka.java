package dev.parley.local.infrastructure;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.process.JavaProgram;
import dev.parley.local.process.Launch;
import dev.parley.local.process.LogFile;
import dev.parley.local.process.OneShot;
import dev.parley.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One Kafka broker that is its own KRaft controller, in a JVM of its own. */
final class Kafka implements Program {

    private final DataFolder folder;
    private final Ports ports;
    private final Path home;
    private final Path data;
    private final Path settings;

    Kafka(DataFolder folder, Ports ports) {
        this.folder = folder;
        this.ports = ports;
        this.home = folder.part("kafka");
        this.data = home.resolve("data");
        this.settings = home.resolve("server.properties");
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String endpoint() {
        return Ports.address(ports.kafka());
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(home);
        boolean formatted = Files.exists(data);
        if (formatted && !Files.exists(data.resolve("meta.properties"))) {
            throw folder.damaged(
                    "The Kafka files are incomplete: "
                            + data.resolve("meta.properties")
                            + " is missing");
        }
        if (!formatted) {
            format();
        }
        Files.writeString(settings, BrokerSettings.of(ports, data));
    }

    @Override
    public Launch launch() {
        List<String> command = new ArrayList<>(java());
        command.add("-XX:+AutoCreateSharedArchive");
        command.add("-XX:SharedArchiveFile=" + folder.classArchives().resolve("kafka.jsa"));
        command.addAll(List.of("kafka.Kafka", settings.toString()));
        return new Launch(command, Map.of(), folder.root(), settings.toString());
    }

    @Override
    public boolean answers() {
        return BrokerProbe.answers(ports.kafka());
    }

    /**
     * Formats beside the final place and renames, so that an interrupted first start leaves nothing
     * broken.
     */
    private void format() throws IOException, InterruptedException {
        Path draft = home.resolve("data.new");
        Path draftSettings = home.resolve("format.properties");
        PostgresBinaries.delete(draft);
        Files.writeString(draftSettings, BrokerSettings.of(ports, draft));
        List<String> command = new ArrayList<>(java());
        command.addAll(
                List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "--cluster-id",
                        BrokerSettings.randomClusterId(),
                        "--config",
                        draftSettings.toString()));
        new OneShot("kafka-format", command, new LogFile(folder.log("kafka-format"))).run();
        Files.move(draft, data);
    }

    private static List<String> java() {
        return List.of(
                JavaProgram.executable(),
                "-Xms64m",
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                JavaProgram.classPath());
    }
}
