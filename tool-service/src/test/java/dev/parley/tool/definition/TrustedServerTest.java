package dev.parley.tool.definition;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.remote.McpSuite;
import dev.parley.tool.mcp.remote.McpTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an MCP server says of the effects of its tools, and what its tenant makes of it. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(McpSuite.class)
class TrustedServerTest {

    private static final String READS =
            "{'name':'act','description':'Reads.','inputSchema':{'type':'object'},'annotations':{'readOnlyHint':true}}";

    private ServerTool tool;
    private McpTenant tenant;
    private McpDouble server;

    @BeforeEach
    void nameAServer() {
        tool = ServerTool.named();
        tenant = tool.tenant();
        server = tool.server();
        server.tools(READS);
        tenant.sync("git");
        tenant.approve("git", "act");
    }

    @Test
    void believesTheHintsOfAServerAsLongAsItsTenantDoes() {
        tenant.designer().get(ServerTool.PATH).then().body("effects", equalTo("unsafe"));

        for (boolean trust : new boolean[] {true, false, true}) {
            trust(trust);
            tenant.designer()
                    .get(ServerTool.PATH)
                    .then()
                    .body("effects", equalTo(trust ? "none" : "unsafe"));
        }
    }

    @Test
    void keepsTheEffectsThatItsTenantHasSet() {
        tool.agree("{'effects':'unsafe'}");
        trust(true);
        tenant.designer().get(ServerTool.PATH).then().body("effects", equalTo("unsafe"));

        tool.agree("{'effects':null,'cache':{'ttl':'PT5M','scope':'tenant'}}");
        trust(false);
        tool.agree("{'labels':{'team':'core'}}");
        trust(true);
        tenant.designer()
                .get(ServerTool.PATH)
                .then()
                .body("effects", equalTo("none"))
                .body("cache.ttl", equalTo("PT5M"));
    }

    @Test
    void refusesTermsThatWereWrittenBeforeItsServerWasTrustedNoMore() {
        trust(true);
        Response read = tenant.designer().get(ServerTool.PATH);
        trust(false);

        tenant.designer()
                .header("If-Match", read.header("ETag"))
                .body(read.asString().replaceAll(",\"version\".*", "}"))
                .put(ServerTool.PATH)
                .then()
                .statusCode(412);
        tenant.designer().get(ServerTool.PATH).then().body("effects", equalTo("unsafe"));
    }

    @Test
    void keepsNoResultsOnceItsHintsAreNoLongerBelieved() {
        trust(true);
        tool.agree("{'cache':{'ttl':'PT5M','scope':'tenant'}}");
        trust(false);

        tool.call("ada").then().body("status", equalTo("succeeded"));
        tool.call("ada").then().body("status", equalTo("succeeded"));

        assertEquals(2, tool.calls());
        tenant.designer()
                .get(ServerTool.PATH)
                .then()
                .body("effects", equalTo("unsafe"))
                .body("cache", nullValue());
    }

    private void trust(boolean trusted) {
        tenant.designer()
                .body("{\"url\":\"%s\",\"trust_annotations\":%s}".formatted(server.url(), trusted))
                .put(McpTenant.PATH + "/git")
                .then()
                .statusCode(200);
    }
}
