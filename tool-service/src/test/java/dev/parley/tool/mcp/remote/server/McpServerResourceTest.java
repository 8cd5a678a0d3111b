package dev.parley.tool.mcp.remote.server;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.platform.testing.Callers.tampered;
import static dev.parley.tool.mcp.remote.McpTenant.PATH;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.remote.McpSuite;
import dev.parley.tool.mcp.remote.McpTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(McpSuite.class)
class McpServerResourceTest {

    private McpDouble server;

    @BeforeEach
    void takeServer() {
        server = McpSuite.server().quiet();
    }

    private final McpTenant tenant = new McpTenant();

    private Response create(String name, String extras) {
        return tenant.post("{'name':'%s','url':'%s'%s}".formatted(name, server.url(), extras));
    }

    private Response put(String name, String ifMatch, String body) {
        return tenant.designer()
                .header("If-Match", ifMatch)
                .body(body.replace('\'', '"'))
                .put(PATH + '/' + name);
    }

    @Test
    void namesAServer() {
        Response created = create("one", ",'labels':{'team':'a'},'enabled':false");

        created.then()
                .statusCode(201)
                .body("id", startsWith("mcps_"))
                .body("name", equalTo("one"))
                .body("url", equalTo(server.url()))
                .body("prefix", equalTo("one"))
                .body("enabled", equalTo(false))
                .body("trust_annotations", equalTo(false))
                .body("new_tools_wait", equalTo(false))
                .body("labels.team", equalTo("a"))
                .body("state", equalTo("disabled"))
                .body("problem", nullValue())
                .body("tool_count", equalTo(0))
                .body("version", equalTo(1));
        Response read = tenant.get("one");
        assertEquals("\"1\"", read.header("ETag"));
        assertEquals(created.asString(), read.asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'url':'https://mcp.example/mcp'} | /name",
                "{'name':'Bad Name','url':'https://mcp.example/mcp'} | /name",
                "{'name':'','url':'https://mcp.example/mcp'} | /name",
                "{'name':'one'} | /url",
                "{'name':'one','url':7} | /url",
                "{'name':'one','url':'https://mcp.example/mcp','prefix':'a__b'} | /prefix",
                "{'name':'one','url':'https://mcp.example/mcp','prefix':'a-'} | /prefix",
                "{'name':'one','url':'https://mcp.example/mcp','prefix':'abcdefghijklmnopqrstuvwxy'} | /prefix",
                "{'name':'one','url':'https://mcp.example/mcp','enabled':'yes'} | /enabled",
                "{'name':'one','url':'https://mcp.example/mcp','trust_annotations':1} | /trust_annotations",
                "{'name':'one','url':'https://mcp.example/mcp','credential':'none'} | /credential",
                "{'name':'one','url':'https://mcp.example/mcp','labels':{'a':7}} | /labels/a",
                "{'name':'one','url':'https://mcp.example/mcp','lables':{}} | /lables",
            })
    void pointsAtWhatIsWrong(String body, String pointer) {
        Response response = tenant.post(body);

        response.then().statusCode(422).body("errors.pointer", hasItem(pointer));
        tenant.designer().get(PATH).then().body("data", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://mcp.example/mcp",
        "stdio:/usr/bin/server",
        "file:///etc/passwd",
        "http://127.0.0.1/mcp",
        "http://localhost/mcp",
        "http://10.0.0.1/mcp",
        "http://169.254.169.254/latest",
        "http://[::1]/mcp",
        "https://user:pw@mcp.example/mcp",
        "not an address",
    })
    void speaksWithNothingWithinAndWithoutHttpOnly(String url) {
        refused(tenant.post("{'name':'one','url':'" + url + "'}"), 422, "tool-url-not-allowed")
                .body("errors.pointer", hasItem("/url"));
    }

    @Test
    void refusesWhatIsNotReadable() {
        refused(tenant.post("{"), 400, "malformed-json");
        refused(tenant.designer().get(PATH + "?x=1"), 400, "unknown-parameter");
    }

    @Test
    void aNameAndAPrefixAreTakenOnce() {
        create("one", ",'enabled':false").then().statusCode(201);

        refused(create("one", ""), 409, "name-taken").body("errors.pointer", hasItem("/name"));
        refused(create("two", ",'prefix':'one'"), 409, "name-taken")
                .body("errors.pointer", hasItem("/prefix"));
    }

    @Test
    void onlySoManyAreNamed() {
        for (String name : List.of("one", "two", "three")) {
            create(name, ",'enabled':false").then().statusCode(201);
        }

        refused(create("four", ""), 409, "too-many-mcp-servers");
    }

    @Test
    void replacesAServer() {
        create("one", ",'enabled':false");

        put("one", "\"1\"", "{'url':'%s','prefix':'other','enabled':false}".formatted(server.url()))
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("prefix", equalTo("other"))
                .body("version", equalTo(2));
        refused(
                put("one", "\"1\"", "{'url':'%s'}".formatted(server.url())),
                412,
                "precondition-failed");
        refused(
                put("one", "*", "{'name':'two','url':'%s'}".formatted(server.url())),
                422,
                "validation-failed");
    }

    @Test
    void deletesAServer() {
        create("one", ",'enabled':false");
        refused(
                tenant.designer().header("If-Match", "\"7\"").delete(PATH + "/one"),
                412,
                "precondition-failed");

        tenant.designer().delete(PATH + "/one").then().statusCode(204);

        refused(tenant.get("one"), 404, "not-found");
        refused(tenant.designer().delete(PATH + "/one"), 404, "not-found");
    }

    @Test
    void listsPageByPage() {
        for (String name : List.of("b", "a", "c")) {
            create(name, ",'enabled':false");
        }

        Response first = tenant.designer().get(PATH + "?limit=2");
        first.then().body("data.name", equalTo(List.of("a", "b"))).body("has_more", equalTo(true));
        String cursor = first.jsonPath().getString("next_cursor");
        tenant.designer()
                .get(PATH + "?limit=2&cursor=" + cursor)
                .then()
                .body("data.name", equalTo(List.of("c")))
                .body("has_more", equalTo(false));
        refused(tenant.designer().get(PATH + "?cursor=" + tampered(cursor)), 400, "invalid-cursor");
    }

    @Test
    void answersTheSameRequestOnce() {
        String body =
                "{'name':'one','enabled':false,'url':'%s'}"
                        .formatted(server.url())
                        .replace('\'', '"');
        Response first = tenant.designer().header("Idempotency-Key", "k").body(body).post(PATH);
        Response again = tenant.designer().header("Idempotency-Key", "k").body(body).post(PATH);

        assertEquals(201, again.statusCode());
        assertEquals(first.asString(), again.asString());
    }

    @Test
    void keepsTenantsApart() {
        create("one", ",'enabled':false");
        McpTenant other = new McpTenant();

        refused(other.get("one"), 404, "not-found");
        refused(other.designer().get(PATH + "/one/tools"), 404, "not-found");
        refused(other.sync("one"), 404, "not-found");
        refused(other.designer().delete(PATH + "/one"), 404, "not-found");
        other.designer().get(PATH).then().body("data", hasSize(0));
        other.post("{'name':'one','enabled':false,'url':'%s'}".formatted(server.url()))
                .then()
                .statusCode(201);
    }

    @Test
    void saysWhichPermissionIsMissing() {
        create("one", ",'enabled':false");
        String body = "{\"name\":\"x\",\"url\":\"https://mcp.example/mcp\"}";

        lacks("mcp-servers:read", as("ada", tenant.name(), "user").get(PATH));
        lacks("mcp-servers:write", as("al", tenant.name(), "auditor").body(body).post(PATH));
        lacks("mcp-servers:write", as("al", tenant.name(), "auditor").delete(PATH + "/one"));
        lacks("mcp-servers:write", as("al", tenant.name(), "auditor").post(PATH + "/one/sync"));
        as("al", tenant.name(), "auditor").get(PATH).then().statusCode(200);
    }

    @Test
    void showsACredentialByNameOnly() {
        tenant.designer()
                .body("{\"name\":\"key\",\"kind\":\"bearer\",\"token\":\"canary-4711-secret\"}")
                .post("/v1/credentials")
                .then()
                .statusCode(201);
        server.tools(McpDouble.tool("act", "Does.")).wanting("canary-4711-secret");
        tenant.connect("one", server, ",'credential':'key'");

        tenant.get("one").then().body("credential", equalTo("key")).body("state", equalTo("ready"));
        server.on(
                "tools/list",
                (exchange, asked) ->
                        McpDouble.error(
                                exchange, asked, 200, -32602, asked.header("Authorization")));
        tenant.sync("one");

        String shown = tenant.get("one").asString();
        tenant.get("one")
                .then()
                .body("state", equalTo("failing"))
                .body("problem.code", equalTo("refused"))
                .body("problem.detail", containsString("Bearer [credential]"));
        assertFalse(shown.contains("canary-4711-secret"));
        tenant.designer().get(PATH).then().body(not(containsString("canary-4711-secret")));
    }
}
