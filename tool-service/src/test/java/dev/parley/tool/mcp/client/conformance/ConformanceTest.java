package dev.parley.tool.mcp.client.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.tool.testing.Conformance;
import dev.parley.tool.testing.NodePrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The official conformance suite for clients, as it is: it plays the servers, and the client speaks
 * with them as production does. What a revision requires is read from the suite; that it is not
 * less than today, and that nothing but what is listed here fails or is warned of, is checked.
 */
class ConformanceTest {

    private static final Logger LOG = Logger.getLogger(ConformanceTest.class);

    /** Extensions that no revision requires and that this client does not have. */
    private static final Map<String, String> NOT_SUPPORTED =
            Map.of(
                    "auth/dpop",
                    "tokens that are bound to a key (RFC 9449)",
                    "auth/dpop-nonce",
                    "the same, with a nonce",
                    "auth/enterprise-managed-authorization",
                    "exchanges an employee's login for a token; Parley never passes on who calls it",
                    "auth/wif-jwt-bearer",
                    "the identity that a cloud gives to a workload");

    @ParameterizedTest
    @CsvSource({"2026-07-28, 32, 3", "2025-11-25, 18, 3"})
    void passesEveryScenarioOf(String revision, int scored, int others) throws IOException {
        NodePrograms programs = NodePrograms.install();
        Path results = Files.createTempDirectory("conformance");
        NodePrograms.Output output = run(programs, revision, results);
        Map<String, List<String>> faults = Conformance.faultsByScenario(results);
        List<String> required = Conformance.required(programs, revision, "client");
        Set<String> passed = new TreeSet<>(faults.keySet());
        passed.removeIf(scenario -> !faults.getOrDefault(scenario, List.of()).isEmpty());
        long requiredPassed = required.stream().filter(passed::contains).count();
        LOG.infof(
                "Conformance of the client %s: %d of %d scored scenarios passed, and %d of %d others.",
                revision,
                requiredPassed,
                required.size(),
                passed.size() - requiredPassed,
                faults.size() - required.size());

        faults.forEach((scenario, found) -> {
            if (!NOT_SUPPORTED.containsKey(scenario)) {
                assertEquals(List.of(), found, scenario + '\n' + output.text());
            }
        });
        assertEquals(scored, required.size());
        assertEquals(scored, requiredPassed, output.text());
        assertEquals(others, passed.size() - requiredPassed, output.text());
        assertEquals(0, output.status(), output.text());
    }

    private static NodePrograms.Output run(NodePrograms programs, String revision, Path results)
            throws IOException {
        try (Driver driver = new Driver()) {
            return programs.program(
                    Map.of("PARLEY_DRIVER", driver.url()),
                    Conformance.PROGRAM,
                    "client",
                    "--command",
                    programs.node() + " drive.mjs",
                    "--requirements",
                    revision,
                    "--timeout",
                    "120000",
                    "--output-dir",
                    results.toString());
        }
    }
}
