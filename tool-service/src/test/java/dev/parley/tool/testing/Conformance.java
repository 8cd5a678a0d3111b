package dev.parley.tool.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The official conformance suite: what it requires, and what it found. */
public final class Conformance {

    /** Where its program is. */
    public static final String PROGRAM =
            "node_modules/@modelcontextprotocol/conformance/dist/index.js";

    private static final String REQUIREMENTS =
            "node_modules/@modelcontextprotocol/conformance/requirements/";
    private static final Set<String> FINE = Set.of("SUCCESS", "INFO", "SKIPPED");

    private Conformance() {}

    /**
     * The scenarios that a revision requires.
     *
     * @param side {@code server} or {@code client}
     */
    public static List<String> required(NodePrograms programs, String revision, String side)
            throws IOException {
        List<String> lines = Files.readAllLines(programs.file(REQUIREMENTS + revision + ".yaml"));
        return lines.stream()
                .dropWhile(line -> !line.equals(side + ':'))
                .skip(1)
                .takeWhile(line -> line.startsWith("  - "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** What each scenario that left results found wrong; the folder of one ends with the time. */
    public static Map<String, List<String>> faultsByScenario(Path results) throws IOException {
        Map<String, List<String>> faults = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results)) {
            for (Path checks :
                    files.filter(file -> file.endsWith("checks.json")).sorted().toList()) {
                String scenario =
                        results.relativize(checks.getParent())
                                .toString()
                                .replaceAll("^server-|-\\d{4}-\\d\\d-.*$", "");
                faults.put(scenario, faults(checks));
            }
        }
        if (faults.isEmpty()) {
            throw new AssertionError("the suite left no results");
        }
        return faults;
    }

    private static List<String> faults(Path checks) throws IOException {
        List<String> faults = new ArrayList<>();
        for (JsonNode check : new ObjectMapper().readTree(checks.toFile())) {
            if (!FINE.contains(check.path("status").asText())) {
                faults.add(
                        check.path("id").asText()
                                + ": "
                                + check.path("description").asText()
                                + ' '
                                + check.path("errorMessage").asText());
            }
        }
        return faults;
    }
}
