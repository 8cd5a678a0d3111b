package dev.parley.local.process;

import dev.parley.local.layout.DataFolder;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A program that does nothing for a while, or ends at once. */
public record SleepProgram(String name, DataFolder folder, String script, int startAttempts)
        implements Program {

    /** One that runs until it is ended. */
    public static SleepProgram lasting(String name, DataFolder folder) {
        return new SleepProgram(name, folder, "sleep 600", 1);
    }

    @Override
    public String endpoint() {
        return "nowhere";
    }

    @Override
    public Launch launch() {
        String marker = folder.root() + ":" + name;
        return new Launch(
                List.of("/bin/sh", "-c", script + "; exit 7", marker),
                Map.of(),
                folder.root(),
                marker);
    }

    @Override
    public boolean answers() {
        return !script.startsWith("echo");
    }

    @Override
    public Duration startTimeout() {
        return Duration.ofSeconds(10);
    }
}
