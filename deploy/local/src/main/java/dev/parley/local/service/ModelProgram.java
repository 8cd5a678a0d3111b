package dev.parley.local.service;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.process.JavaProgram;
import dev.parley.local.process.Launch;
import dev.parley.local.process.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The model server that needs no key and no network. */
public final class ModelProgram implements Program {

    private static final String MAIN = "dev.parley.local.model.OfflineModelServer";

    private final DataFolder folder;
    private final int port;

    public ModelProgram(DataFolder folder, Ports ports) {
        this.folder = folder;
        this.port = ports.model();
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String endpoint() {
        return Ports.url(port) + "/v1";
    }

    @Override
    public Launch launch() {
        String marker = "-Dlocalsuite=" + folder.root() + ":" + name();
        List<String> command = new ArrayList<>();
        command.add(JavaProgram.executable());
        command.addAll(SmallJvm.options("96m", folder.classArchives().resolve("model.jsa")));
        command.addAll(List.of(marker, "-cp", JavaProgram.classPath(), MAIN));
        return new Launch(
                command, Map.of("PARLEY_PORT", Integer.toString(port)), folder.root(), marker);
    }

    @Override
    public boolean answers() {
        return HttpProbe.succeeds(endpoint() + "/models");
    }
}
