package dev.parley.tool.mcp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The official conformance suite, as it is, over real HTTP and with a real token. What a revision
 * requires is read from the suite; that it is not less than today, and that nothing else that the
 * suite tries fails or is warned of, is checked here.
 */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(EverythingServer.class)
class ConformanceTest {

    private static final Logger LOG = Logger.getLogger(ConformanceTest.class);
    private static final String SUITE = "node_modules/@modelcontextprotocol/conformance";
    private static final Set<String> FINE = Set.of("SUCCESS", "INFO", "SKIPPED");

    private static McpClients clients;

    @BeforeAll
    static void install() {
        clients = McpClients.install();
    }

    @ParameterizedTest
    @CsvSource({"2026-07-28, 37", "2025-11-25, 30"})
    void passesEveryScenarioOf(String revision, int scored) throws IOException {
        Path results = Files.createTempDirectory("conformance");
        McpClients.Output output = run(revision, results);
        Map<String, List<String>> faults = faultsByScenario(results);
        List<String> required = required(revision);
        long passed =
                required.stream()
                        .filter(scenario -> faults.getOrDefault(scenario, List.of("?")).isEmpty())
                        .count();
        LOG.infof(
                "Conformance %s: %d of %d scored scenarios passed, %d others tried.",
                revision, passed, required.size(), faults.size() - required.size());

        assertEquals(scored, required.size());
        assertEquals(scored, passed, output.text());
        faults.forEach((scenario, found) -> assertEquals(List.of(), found, scenario));
        assertEquals(0, output.status(), output.text());
    }

    @Test
    void asksClientsOfOthers() {
        clients.test("asking.test.mjs", environment());
    }

    private static McpClients.Output run(String revision, Path results) {
        return clients.program(
                environment(),
                "--import",
                "./authorize.mjs",
                SUITE + "/dist/index.js",
                "server",
                "--url",
                url(),
                "--requirements",
                revision,
                "--output-dir",
                results.toString());
    }

    private static Map<String, String> environment() {
        return Map.of(
                "PARLEY_MCP_URL",
                url(),
                "PARLEY_TOKEN",
                LocalSuite.token("ada", "conformance", "user"));
    }

    private static String url() {
        return "http://localhost:" + RestAssured.port + "/mcp";
    }

    /** What the suite lists under {@code server:} of a revision. */
    private static List<String> required(String revision) throws IOException {
        List<String> lines =
                Files.readAllLines(clients.file(SUITE + "/requirements/" + revision + ".yaml"));
        return lines.stream()
                .dropWhile(line -> !line.equals("server:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("  - "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** What each scenario found wrong; the folder of one is named after it and the time. */
    private static Map<String, List<String>> faultsByScenario(Path results) throws IOException {
        Map<String, List<String>> faults = new TreeMap<>();
        try (Stream<Path> folders = Files.list(results)) {
            for (Path folder : folders.toList()) {
                String scenario =
                        folder.getFileName()
                                .toString()
                                .replaceAll("^server-|-\\d{4}-\\d\\d-.*$", "");
                faults.put(scenario, faults(folder.resolve("checks.json")));
            }
        }
        assertTrue(!faults.isEmpty(), "the suite left results");
        return faults;
    }

    private static List<String> faults(Path checks) throws IOException {
        List<String> faults = new ArrayList<>();
        for (JsonNode check : new ObjectMapper().readTree(checks.toFile())) {
            if (!FINE.contains(check.path("status").asText())) {
                faults.add(check.path("id").asText() + ": " + check.path("errorMessage").asText());
            }
        }
        return faults;
    }
}
