package dev.parley.tool.definition;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.remote.McpSuite;
import dev.parley.tool.mcp.remote.McpTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may set which terms of an MCP server's tool. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(McpSuite.class)
class ServerToolTermsTest {

    private ServerTool tool;

    @BeforeEach
    void nameAServer() {
        tool = ServerTool.named();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'description':'Harmless.'}                       | /description   | not-changeable
                    {'title':'Harmless'}                              | /title         | not-changeable
                    {'input_schema':{'type':'object','minProperties':1}} | /input_schema | not-changeable
                    {'output_schema':{'type':'object'}}               | /output_schema | not-changeable
                    {'config':{'method':'GET','url':'http://a.example/'}} | /config    | not-changeable
                    {'requires':['clock']}                            | /requires      | not-changeable
                    {'name':'git__other'}                             | /name          | not-changeable
                    {'effects':'reconcilable'}                        | /effects       | invalid-value
                    {'cache':{'ttl':'PT5M','scope':'tenant'}}         | /cache         | not-cacheable
                    {'approval_rule':{'four_eyes':true}}              | /approval_rule | not-used
                    {'timeout':'PT1H'}                                | /timeout       | duration-max
                    {'max_attempts':0}                                | /max_attempts  | min
                    """)
    void refusesWhatIsNotForItsTenantToSay(String fields, String pointer, String code) {
        tool.patch(fields)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
        tool.tenant().designer().get(ServerTool.PATH).then().body("version", equalTo(1));
    }

    @Test
    void changesNothingThatIsAnotherByNow() {
        tool.tenant()
                .designer()
                .header("If-Match", "\"1\"")
                .body("{\"max_attempts\":1}")
                .patch(ServerTool.PATH)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        tool.tenant()
                .designer()
                .header("If-Match", "\"1\"")
                .body("{\"max_attempts\":2}")
                .patch(ServerTool.PATH)
                .then()
                .statusCode(412);
        tool.tenant().designer().get(ServerTool.PATH).then().body("max_attempts", equalTo(1));
    }

    @Test
    void takesEveryChangeOfSeveralOrRefusesIt() throws Exception {
        List<Callable<Integer>> changes =
                List.of(
                        () -> tool.patch("{'max_attempts':1}").statusCode(),
                        () -> tool.patch("{'max_concurrent':1}").statusCode(),
                        () -> tool.patch("{'timeout':'PT1S'}").statusCode(),
                        () -> tool.patch("{'cost_per_call':1}").statusCode());
        int done = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> change : threads.invokeAll(changes)) {
                done += change.get() == 200 ? 1 : 0;
            }
        }
        tool.tenant().designer().get(ServerTool.PATH).then().body("version", equalTo(1 + done));
    }

    @Test
    void isChangedByThoseWhoMakeToolsOnly() {
        as("ada", tool.tenant().name(), "user")
                .body("{\"approval\":\"never\"}")
                .patch(ServerTool.PATH)
                .then()
                .statusCode(403);
        new McpTenant()
                .designer()
                .body("{\"max_attempts\":1}")
                .patch(ServerTool.PATH)
                .then()
                .statusCode(404);
    }

    @Test
    void isNoKindForOtherTools() {
        tool.tenant()
                .designer()
                .body("{\"kind\":\"mcp\"}")
                .patch("/v1/tools/clock")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/kind"));
    }
}
