package dev.parley.tool.mcp.server;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.NodePrograms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others wrote, as they are but for address and token, and Parley's own tools. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class NpmClientsTest {

    private static NodePrograms clients;

    @BeforeAll
    static void install() {
        clients = NodePrograms.install();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdk.test.mjs", "client.test.mjs"})
    void serves(String file) {
        clients.test(
                file,
                Map.of(
                        "PARLEY_MCP_URL",
                        "http://localhost:" + RestAssured.port + "/mcp",
                        "PARLEY_TOKEN",
                        LocalSuite.token("ada", "clients", "user")));
    }
}
