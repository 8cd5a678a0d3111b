package dev.parley.tool.mcp.server;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The endpoint with Parley's own tools. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class McpEndpointTest {

    private static final String BOTH = "application/json, text/event-stream";

    private final String tenant = "t-" + UUID.randomUUID();

    @Test
    void saysWhatItIs() {
        McpRequests.of("server/discover")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(200)
                .body("result.resultType", equalTo("complete"))
                .body("result.supportedVersions", equalTo(List.of("2026-07-28", "2025-11-25")))
                .body("result.capabilities.tools", equalTo(Map.of()))
                .body("result.capabilities", not(hasKey("resources")))
                .body("result.capabilities", not(hasKey("logging")))
                .body("result.capabilities.extensions", hasKey("io.modelcontextprotocol/tasks"))
                .body("result.cacheScope", equalTo("private"))
                .body("result._meta.'io.modelcontextprotocol/serverInfo'.name", equalTo("parley"));
    }

    @Test
    void beginsASessionThatAnyReplicaKnows() {
        Response handshake =
                as("ada", tenant, "user")
                        .accept(BOTH)
                        .body(
                                """
                                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{
                                 "protocolVersion":"2025-11-25","capabilities":{},
                                 "clientInfo":{"name":"n","version":"1"}}}
                                """)
                        .post("/mcp");
        handshake
                .then()
                .statusCode(200)
                .body("result.protocolVersion", equalTo("2025-11-25"))
                .body("result.serverInfo.name", equalTo("parley"))
                .body("result.capabilities", equalTo(Map.of("tools", Map.of())));
        String session = handshake.header("Mcp-Session-Id");

        inSession("ada", session)
                .then()
                .statusCode(200)
                .body("result.tools.name", hasItem("clock"));
        inSession("eve", session).then().statusCode(404);
    }

    @Test
    void listsToolsThatMayBeKept() {
        McpRequests.of("tools/list")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(200)
                .body("result.tools.name", hasItems("calculator", "clock", "http_fetch"))
                .body("result.tools[0].inputSchema.type", equalTo("object"))
                .body("result.tools[0].annotations.readOnlyHint", equalTo(true))
                .body("result.tools[0]", not(hasKey("patience")))
                .body("result.ttlMs", equalTo(60_000))
                .body("result.cacheScope", equalTo("private"));
    }

    @Test
    void showsNoToolToWhoMayNotExecuteAny() {
        McpRequests.of("tools/list")
                .send(as("carl", tenant, "auditor"))
                .then()
                .statusCode(200)
                .body("result.tools", empty());
        McpRequests.calling("calculator", "{\"expression\":\"6*7\"}")
                .send(as("carl", tenant, "auditor"))
                .then()
                .statusCode(200)
                .body("error.code", equalTo(-32602));
        lacks("tools:read", McpRequests.of("tools/list").send(as("nobody", tenant, "stranger")));
    }

    @Test
    void callsATool() {
        McpRequests.calling("calculator", "{\"expression\":\"6*7\"}")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(200)
                .body("result.structuredContent.result", equalTo("42"))
                .body("result.content[0].type", equalTo("text"))
                .body("result.content[0].text", containsString("42"));
    }

    @Test
    void tellsAModelHowToMendACall() {
        McpRequests.calling("calculator", "{\"expr\":\"6*7\"}")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(200)
                .body("result.isError", equalTo(true))
                .body("result.content[0].text", containsString("expression"));
    }

    @Test
    void goesOnWithTheTraceThatAMessageNames() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        McpRequests.of("tools/list")
                .withMeta("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .send(as("ada", tenant, "user"))
                .then()
                .header("traceparent", startsWith("00-" + trace + "-"));
        McpRequests.of("tools/list")
                .send(
                        as("ada", tenant, "user")
                                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .then()
                .header("traceparent", startsWith("00-" + trace + "-"));
        McpRequests.of("tools/list")
                .withMeta("traceparent", "nonsense")
                .send(as("ada", tenant, "user"))
                .then()
                .statusCode(200)
                .header("traceparent", startsWith("00-"));
    }

    @Test
    void countsByMethodRevisionAndOutcome() {
        McpRequests.of("nothing/at/all").send(as("ada", tenant, "user")).then().statusCode(404);
        McpRequests.of("tools/list").send(as("ada", tenant, "user")).then().statusCode(200);

        RestAssured.given()
                .get("/q/metrics")
                .then()
                .body(
                        containsString(
                                "parley_mcp_requests_seconds_count{method=\"other\",outcome=\"refused\",revision=\"2026-07-28\"}"))
                .body(
                        containsString(
                                "parley_mcp_requests_seconds_count{method=\"tools/list\",outcome=\"complete\",revision=\"2026-07-28\"}"));
    }

    private Response inSession(String user, String session) {
        return as(user, tenant, "user")
                .accept(BOTH)
                .header("MCP-Protocol-Version", "2025-11-25")
                .header("Mcp-Session-Id", session)
                .body("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}")
                .post("/mcp");
    }
}
