package dev.parley.tool.mcp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import dev.parley.tool.testing.Conformance;
import dev.parley.tool.testing.NodePrograms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static NodePrograms clients;

    @BeforeAll
    static void install() {
        clients = NodePrograms.install();
    }

    @ParameterizedTest
    @CsvSource({"2026-07-28, 37", "2025-11-25, 30"})
    void passesEveryScenarioOf(String revision, int scored) throws IOException {
        Path results = Files.createTempDirectory("conformance");
        NodePrograms.Output output = run(revision, results);
        Map<String, List<String>> faults = Conformance.faultsByScenario(results);
        List<String> required = Conformance.required(clients, revision, "server");
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

    private static NodePrograms.Output run(String revision, Path results) {
        return clients.program(
                environment(),
                "--import",
                "./authorize.mjs",
                Conformance.PROGRAM,
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
}
