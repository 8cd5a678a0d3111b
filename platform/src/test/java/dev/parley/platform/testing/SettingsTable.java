package dev.parley.platform.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.settings.Setting;
import dev.parley.platform.settings.Settings;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/settings.md} against what the service under test really reads: each key with
 * its default, no more and no fewer.
 */
public abstract class SettingsTable {

    private static final Path TABLE = Path.of("..", "docs", "settings.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(parley\\.[^`]+)` \\| `([^`]+)` \\| ([^|]+) \\|.*$");

    @Inject Settings settings;

    /** A change of a key or of a default is a change of the table, seen by whoever reviews it. */
    @Test
    void readsTheSettingsOfTheTableWithTheirDefaults() throws IOException {
        String service = RunsAs.fromWorkingDirectory().artifact();
        List<String> written;
        try (Stream<String> lines = Files.lines(TABLE)) {
            written =
                    lines.map(ROW::matcher)
                            .filter(Matcher::matches)
                            .filter(row -> isOf(service, row.group(3)))
                            .map(row -> row.group(1) + " = " + row.group(2))
                            .sorted()
                            .toList();
        }
        List<String> read =
                settings.known().stream()
                        .map(SettingsTable::line)
                        .map(line -> line.replace("= " + port(service), "= 8081–8084"))
                        .sorted()
                        .toList();
        assertEquals(String.join("\n", written), String.join("\n", read));
    }

    private static boolean isOf(String service, String column) {
        return column.strip().equals("all")
                || Stream.of(column.split(","))
                        .anyMatch(name -> service.equals(name.strip() + "-service"));
    }

    private static String line(Setting setting) {
        return setting.key() + " = " + setting.defaultValue();
    }

    private static String port(String service) {
        return switch (service) {
            case "conversation-service" -> "8081";
            case "agent-service" -> "8082";
            case "tool-service" -> "8083";
            default -> "8084";
        };
    }
}
