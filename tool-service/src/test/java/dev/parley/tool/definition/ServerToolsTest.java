package dev.parley.tool.definition;

import static dev.parley.platform.testing.Callers.as;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.remote.McpSuite;
import dev.parley.tool.mcp.remote.McpTenant;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools of MCP servers, on the terms of the tenant that named the server. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(McpSuite.class)
class ServerToolsTest {

    private ServerTool tool;
    private McpTenant tenant;
    private McpDouble server;

    @BeforeEach
    void nameAServer() {
        tool = ServerTool.named();
        tenant = tool.tenant();
        server = tool.server();
    }

    @Test
    void asksTheServerOfTheTenantThatCalls() {
        McpTenant other = new McpTenant();
        McpDouble others = McpSuite.server().quiet().tools(McpDouble.tool("act", "Does."));
        other.connect("git", others, "");

        tool.call("ada").then().body("status", equalTo("succeeded"));
        ServerTool.call(other, "ada").then().body("status", equalTo("succeeded"));
        ServerTool.call(other, "ada").then().body("status", equalTo("succeeded"));

        assertEquals(1, tool.calls());
        assertEquals(2, others.asked("tools/call").size());
    }

    @ParameterizedTest
    @CsvSource({"'', 200", "?region=2, 409"})
    void isApprovedForTheServerThatItWasCalledOn(String query, int status) {
        tool.agree("{'approval':'always'}");
        String approval = tool.call("ada").path("approval_id");

        tenant.designer()
                .body("{\"url\":\"%s%s\",\"labels\":{\"a\":\"b\"}}".formatted(server.url(), query))
                .put(McpTenant.PATH + "/git")
                .then()
                .statusCode(200);

        as("otto", tenant.name(), "operator")
                .body("{\"decision\":\"approve\"}")
                .post("/v1/approvals/" + approval + "/decision")
                .then()
                .statusCode(status);
    }

    @Test
    void waitsForAnApprovalWhereItsTenantWantsOne() {
        tool.agree("{'approval':'always','approval_rule':{'four_eyes':true}}");

        String callId = ToolDoor.callId();
        Response asked = tool.call("ada", callId);
        asked.then().statusCode(202).body("status", equalTo("requires_action"));
        assertEquals(0, tool.calls());

        String decision = "/v1/approvals/" + asked.path("approval_id") + "/decision";
        as("otto", tenant.name(), "operator")
                .body("{\"decision\":\"approve\"}")
                .post(decision)
                .then()
                .statusCode(200);
        tool.call("ada", callId).then().body("status", equalTo("succeeded"));
        assertEquals(1, tool.calls());
    }

    @Test
    void staysOnItsTermsWhateverItsServerDoesWithIt() {
        tool.agree("{'approval':'always'}");

        server.tools(McpDouble.tool("act", "Does something else."));
        tenant.sync("git");
        tenant.designer().get(ServerTool.PATH).then().statusCode(404);
        tenant.approve("git", "act");
        tenant.designer()
                .get(ServerTool.PATH)
                .then()
                .body("description", equalTo("Does something else."))
                .body("approval", equalTo("always"));

        server.tools(McpDouble.tool("other", "Does."));
        tenant.sync("git");
        server.tools(McpDouble.tool("act", "Does something else."));
        tenant.sync("git");
        tool.call("ada").then().statusCode(202);
        assertEquals(0, tool.calls());
    }

    @Test
    void keepsResultsOfWhatItsTenantSaysHasNoEffects() {
        tool.agree("{'effects':'none','cache':{'ttl':'PT5M','scope':'tenant','tags':['repo']}}");

        tool.call("ada").then().body("cached", equalTo(false));
        tool.call("ben").then().body("cached", equalTo(true));
        assertEquals(1, tool.calls());

        tenant.designer().delete("/v1/tool-results?tag=repo").then().statusCode(204);
        tool.call("ben").then().body("cached", equalTo(false));
        assertEquals(2, tool.calls());

        tool.agree("{'cache':null,'effects':'unsafe'}");
        tool.call("ben").then().body("cached", equalTo(false));
        assertEquals(3, tool.calls());
    }

    @Test
    void isForTheRolesThatItsTenantNames() {
        tool.agree("{'allowed_roles':['releaser']}");

        tool.call("ada").then().statusCode(404);
        as("ada", tenant.name(), "user").get("/v1/tools?kind=mcp").then().body("data", empty());
        as("rita", tenant.name(), "user", "releaser")
                .get("/v1/tools?kind=mcp")
                .then()
                .body("data.name", hasItem("git__act"));
        assertEquals(0, tool.calls());
    }

    @Test
    void isCalledAsOftenAsItsTenantAllows() {
        tool.agree("{'rate_limit':{'user':{'limit':1,'per':'PT1H'}}}");

        tool.call("ada").then().statusCode(200);
        tool.call("ada").then().statusCode(429);
        tool.call("ben").then().statusCode(200);
        assertEquals(2, tool.calls());
    }

    @Test
    void isFoundByItsLabels() {
        tool.agree("{'labels':{'team':'core'},'cost_per_call':0.5}");

        tenant.designer()
                .get("/v1/tools?label=team:core")
                .then()
                .body("data", hasSize(1))
                .body("data[0].name", equalTo("git__act"))
                .body("data[0].cost_per_call", equalTo(0.5f));
    }

    @Test
    void hasNothingOfAnEarlierServerOfThatName() {
        tool.agree("{'effects':'none','cache':{'ttl':'PT5M','scope':'tenant'},'max_attempts':7}");
        tool.call("ada").then().body("status", equalTo("succeeded"));
        tenant.designer().delete(McpTenant.PATH + "/git").then().statusCode(204);
        tenant.connect("git", server, "");

        tenant.designer().get(ServerTool.PATH).then().body("effects", equalTo("unsafe"));
        tool.agree("{'effects':'none','cache':{'ttl':'PT5M','scope':'tenant'}}");

        tenant.designer().get(ServerTool.PATH).then().body("max_attempts", equalTo(3));
        tool.call("ada").then().body("cached", equalTo(false));
        assertEquals(2, tool.calls());
    }

    @Test
    void keepsNothingThatWasGotWithAnotherCredential() {
        String bearer = "{\"name\":\"key\",\"kind\":\"bearer\",\"token\":\"%s\"}";
        tenant.designer()
                .body(bearer.formatted("one"))
                .post("/v1/credentials")
                .then()
                .statusCode(201);
        tenant.designer()
                .body("{\"url\":\"%s\",\"credential\":\"key\"}".formatted(server.url()))
                .put(McpTenant.PATH + "/git")
                .then()
                .statusCode(200);
        tool.agree("{'effects':'none','cache':{'ttl':'PT5M','scope':'tenant'}}");
        tool.call("ada").then().body("cached", equalTo(false));
        tool.call("ada").then().body("cached", equalTo(true));

        tenant.designer()
                .body(bearer.formatted("two"))
                .put("/v1/credentials/key")
                .then()
                .statusCode(200);

        tool.call("ada").then().body("cached", equalTo(false));
        assertEquals("Bearer two", server.asked("tools/call").getLast().header("Authorization"));
    }

    @Test
    void limitsNobodyElsesToolOfTheSameServer() {
        McpTenant other = new McpTenant();
        other.connect("git", server, "");
        String limit = "{\"rate_limit\":{\"tool\":{\"limit\":%d,\"per\":\"P1D\"}}}";
        tool.agree(limit.formatted(1).replace('"', '\''));
        other.designer().body(limit.formatted(1000)).patch(ServerTool.PATH).then().statusCode(200);

        tool.call("ada").then().statusCode(200);
        tool.call("ada").then().statusCode(429);
        ServerTool.call(other, "ada").then().statusCode(200);
        ServerTool.call(other, "ada").then().statusCode(200);
    }
}
