package dev.parley.tool.mcp.server;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lists, resources, prompts and arguments in headers, where the conformance suite does not look.
 */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(EverythingServer.class)
class FeaturesTest {

    private static final String PLACED =
            "{\"region\":\"eu\",\"size\":7,\"within\":{\"flag\":true}}";

    private final McpUser ada = McpUser.ada();

    @ParameterizedTest
    @CsvSource({"eu, 7, true", "eu, 7.0, true", "=?base64?ZXU=?=, 7, true"})
    void takesArgumentsThatTheirHeadersRepeat(String region, String size, String flag) {
        assertEquals(200, placed(PLACED, region, size, flag).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "us, 7, true",
        "eu, 8, true",
        "eu, 7, false",
        "eu, 1e9999999, true",
        "=?base64?ZXU?=, 7, true"
    })
    void refusesArgumentsThatTheirHeadersDeny(String region, String size, String flag) {
        placed(PLACED, region, size, flag)
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32020));
    }

    @Test
    void wantsAHeaderExactlyForWhatIsThere() {
        assertEquals(
                400, ada.send(McpRequests.calling("test_argument_headers", PLACED)).statusCode());
        assertEquals(400, placed("{\"region\":\"eu\"}", "eu", "7", "true").statusCode());
    }

    private Response placed(String arguments, String region, String size, String flag) {
        RequestSpecification request =
                ada.request()
                        .header("Mcp-Param-Region", region)
                        .header("mcp-param-size", size)
                        .header("Mcp-Param-Flag", flag);
        return McpRequests.calling("test_argument_headers", arguments).send(request);
    }

    @Test
    void listsInPagesThatNobodyElseCanTurn() {
        Response first = ada.send(McpRequests.of("resources/list"));
        McpRequests next =
                McpRequests.of("resources/list").with("cursor", first.path("result.nextCursor"));
        Response second = ada.send(next);

        assertEquals(50, first.<List<?>>path("result.resources").size());
        assertEquals(13, second.<List<?>>path("result.resources").size());
        assertEquals(
                63,
                Stream.of(first, second)
                        .flatMap(it -> it.<List<String>>path("result.resources.uri").stream())
                        .distinct()
                        .count());
        ada.eve().send(next).then().body("error.code", equalTo(-32602));
    }

    @Test
    void readsNoResourceThatIsNotThere() {
        ada.send(McpRequests.of("resources/read").with("uri", "test://nothing"))
                .then()
                .statusCode(200)
                .body("error.code", equalTo(-32602))
                .body("error.data.uri", equalTo("test://nothing"));
        try (McpStream stream =
                ada.session()
                        .open(
                                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/read\",\"params\":{\"uri\":\"test://nothing\"}}")) {
            assertEquals(-32002, stream.next().orElseThrow().path("error").path("code").asInt());
        }
    }

    @Test
    void fillsInNoPromptThatLacksSomething() {
        ada.send(
                        McpRequests.of("prompts/get")
                                .with("name", "test_prompt_with_arguments")
                                .withJson("arguments", "{\"arg1\":\"a\"}"))
                .then()
                .body("error.code", equalTo(-32602))
                .body("error.message", startsWith("params.arguments.arg2"));
    }
}
