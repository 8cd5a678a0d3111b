package dev.parley.tool.credential;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.lacks;
import static dev.parley.platform.testing.Callers.refused;
import static dev.parley.platform.testing.Callers.tampered;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.EgressRig;
import dev.parley.tool.egress.Method;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class CredentialResourceTest {

    private static final String PATH = "/v1/credentials";
    private static final String CANARY = "canary-8f3a6c";
    private static final String BEARER = "{'name':'%s','kind':'bearer','token':'canary-8f3a6c'}";

    @Inject Credentials credentials;
    @Inject Sql sql;

    private final String tenant = "t-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "bearer | 'token':'canary-8f3a6c'",
                "basic | 'username':'canary-8f3a6c','password':'canary-8f3a6c'",
                "basic | 'username':'canary-8f3a6c','password':''",
                "header | 'header':'X-Api-Key','value':'canary-8f3a6c'",
                "query | 'parameter':'api key','value':'canary-8f3a6c'",
                "oauth2_client | 'token_url':'https://login.example/token','client_id':'me','client_secret':'canary-8f3a6c','scopes':['a','b']",
                "oauth2_client | 'token_url':'https://login.example/token','client_id':'me','client_secret':'canary-8f3a6c'"
            })
    void storesEveryKindAndShowsNoSecret(String kind, String fields) {
        String body = "{'name':'one','kind':'" + kind + "'," + fields + "}";

        Response created = post(body);

        created.then()
                .statusCode(201)
                .body("id", startsWith("cred_"))
                .body("name", equalTo("one"))
                .body("kind", equalTo(kind))
                .body("version", equalTo(1));
        Response read = designer().get(PATH + "/one");
        assertEquals(200, read.statusCode());
        assertEquals("\"1\"", read.header("ETag"));
        assertEquals(created.asString(), read.asString());
        assertFalse((created.asString() + designer().get(PATH).asString()).contains(CANARY));
        assertInstanceOf(Opened.Found.class, credentials.open(tenant, "one"));
    }

    @Test
    void showsWhatIsNotSecret() {
        post("{'name':'one','kind':'oauth2_client','token_url':'https://login.example/token','client_id':'me','client_secret':'x'}")
                .then()
                .body("token_url", equalTo("https://login.example/token"))
                .body("client_id", equalTo("me"))
                .body("scopes", equalTo(List.of()))
                .body("client_secret", nullValue());
        post("{'name':'two','kind':'header','header':'X-Api-Key','value':'x'}")
                .then()
                .body("header", equalTo("X-Api-Key"))
                .body("token_url", nullValue());
    }

    @Test
    void replacesASecret() {
        post(BEARER.formatted("one"));

        put("one", "{'kind':'basic','username':'me','password':'new'}", "\"1\"")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("kind", equalTo("basic"))
                .body("version", equalTo(2));
        Opened.Found found = assertInstanceOf(Opened.Found.class, credentials.open(tenant, "one"));
        assertInstanceOf(Secret.Basic.class, found.secret());
    }

    @Test
    void refusesAChangeBasedOnAnOlderVersion() {
        post(BEARER.formatted("one"));
        put("one", "{'kind':'bearer','token':'b'}", "*").then().statusCode(200);

        refused(put("one", "{'kind':'bearer','token':'c'}", "\"1\""), 412, "precondition-failed");
        refused(
                designer().header("If-Match", "\"1\"").delete(PATH + "/one"),
                412,
                "precondition-failed");
        designer().get(PATH + "/one").then().body("version", equalTo(2));
    }

    @Test
    void deletesACredential() {
        post(BEARER.formatted("one"));
        designer().header("If-Match", "\"1\"").delete(PATH + "/one").then().statusCode(204);

        refused(designer().get(PATH + "/one"), 404, "not-found");
        refused(designer().delete(PATH + "/one"), 404, "not-found");
        refused(put("one", "{'kind':'bearer','token':'c'}", "*"), 404, "not-found");
        assertInstanceOf(Opened.Missing.class, credentials.open(tenant, "one"));
    }

    @Test
    void keepsTheCredentialsOfTenantsApart() {
        post(BEARER.formatted("one"));
        String other = "t-" + UUID.randomUUID();

        refused(as("eve", other, "admin").get(PATH + "/one"), 404, "not-found");
        refused(as("eve", other, "admin").delete(PATH + "/one"), 404, "not-found");
        refused(
                as("eve", other, "admin")
                        .body(json("{'kind':'bearer','token':'evil'}"))
                        .put(PATH + "/one"),
                404,
                "not-found");
        assertEquals(List.of(), as("eve", other, "admin").get(PATH).path("data"));
        assertInstanceOf(Opened.Missing.class, credentials.open(other, "one"));
        refused(post(BEARER.formatted("one")), 409, "name-taken");
        as("eve", other, "admin")
                .body(json(BEARER.formatted("one")))
                .post(PATH)
                .then()
                .statusCode(201);
    }

    @Test
    void letsDesignersAndAdminsWrite() {
        lacks("credentials:write", as("bob", tenant, "user").body("{}").post(PATH));
        lacks("credentials:write", as("bob", tenant, "operator").body("{}").put(PATH + "/a"));
        lacks("credentials:write", as("bob", tenant, "auditor").delete(PATH + "/a"));
        lacks("credentials:read", as("bob", tenant, "user").get(PATH));
        lacks("credentials:read", as("bob", tenant, "operator").get(PATH + "/a"));
        as("carl", tenant, "auditor").get(PATH).then().statusCode(200);
        as("ada", tenant, "admin")
                .body(json(BEARER.formatted("one")))
                .post(PATH)
                .then()
                .statusCode(201);
    }

    @Test
    void createsOnceForOneIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        Response first = post(BEARER.formatted("one"), key);
        Response again = post(BEARER.formatted("one"), key);

        assertEquals(201, again.statusCode());
        assertEquals(first.asString(), again.asString());
        refused(
                post(BEARER.formatted("one").replace(CANARY, "another"), key),
                422,
                "idempotency-key-reused");
    }

    @Test
    void turnsPagesByName() {
        List.of("charlie", "alpha", "bravo").forEach(name -> post(BEARER.formatted(name)));
        Response first = designer().get(PATH + "?limit=2");
        String cursor = first.path("next_cursor");

        assertEquals(List.of("alpha", "bravo"), first.path("data.name"));
        assertEquals(
                List.of("charlie"),
                designer().get(PATH + "?limit=2&cursor=" + cursor).path("data.name"));
        refused(designer().get(PATH + "?cursor=" + tampered(cursor)), 400, "invalid-cursor");
        refused(designer().get(PATH + "?limit=0"), 422, "validation-failed");
        refused(designer().get(PATH + "?kind=basic"), 400, "unknown-parameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'kind':'bearer','token':'canary-8f3a6c'} | /name",
                "{'name':'One','kind':'bearer','token':'canary-8f3a6c'} | /name",
                "{'name':'one','token':'canary-8f3a6c'} | /kind",
                "{'name':'one','kind':'canary-8f3a6c'} | /kind",
                "{'name':'one','kind':'bearer'} | /token",
                "{'name':'one','kind':'bearer','token':null} | /token",
                "{'name':'one','kind':'bearer','token':''} | /token",
                "{'name':'one','kind':'bearer','token':'canary-8f3a6c x'} | /token",
                "{'name':'one','kind':'bearer','token':'canary-8f3a6c\\r\\nX-Admin: 1'} | /token",
                "{'name':'one','kind':'bearer','token':'canary-8f3a6cé'} | /token",
                "{'name':'one','kind':'bearer','token':1} | /token",
                "{'name':'one','kind':'bearer','token':{'a':'canary-8f3a6c'}} | /token",
                "{'name':'one','kind':'bearer','token':'a','password':'canary-8f3a6c'} | /password",
                "{'name':'one','kind':'bearer','token':'a','scopes':[]} | /scopes",
                "{'name':'one','kind':'basic','username':'canary-8f3a6c:','password':'a'} | /username",
                "{'name':'one','kind':'basic','username':'canary-8f3a6c'} | /password",
                "{'name':'one','kind':'header','header':'X Y','value':'canary-8f3a6c'} | /header",
                "{'name':'one','kind':'header','header':'Host','value':'canary-8f3a6c'} | /header",
                "{'name':'one','kind':'header','header':'Proxy-Auth','value':'canary-8f3a6c'} | /header",
                "{'name':'one','kind':'header','header':'X','value':'canary-8f3a6c\\n'} | /value",
                "{'name':'one','kind':'query','parameter':'','value':'canary-8f3a6c'} | /parameter",
                "{'name':'one','kind':'oauth2_client','token_url':'https://a.example','client_id':'a','client_secret':'canary-8f3a6c','scopes':['a b']} | /scopes",
                "{'name':'one','kind':'oauth2_client','token_url':'https://a.example','client_id':'a','client_secret':'canary-8f3a6c','scopes':[null]} | /scopes/0"
            })
    void refusesWhatDoesNotFitAndRepeatsNoValue(String body, String pointer) {
        Response refusal = post(body);

        refused(refusal, 422, "validation-failed").body("errors.pointer", hasItem(pointer));
        assertFalse(refusal.asString().contains(CANARY), refusal.asString());
    }

    @Test
    void refusesFieldsThatNobodyKnows() {
        refused(
                post("{'name':'one','kind':'bearer','token':'canary-8f3a6c','tokken':'x'}"),
                422,
                "unknown-field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "https://localhost/token",
                "file:///etc/passwd",
                "https://me:canary-8f3a6c@a.example/",
                "https://127.1/",
                "https://a.example:22/"
            })
    void refusesAddressesThatNothingIsSentTo(String url) {
        Response refusal =
                post(
                        "{'name':'one','kind':'oauth2_client','token_url':'%s','client_id':'a','client_secret':'b'}"
                                .formatted(url));

        refused(refusal, 422, "tool-url-not-allowed")
                .body("errors[0].pointer", equalTo("/token_url"));
        assertFalse(refusal.asString().contains(CANARY));
    }

    @Test
    void keepsTheNameOfACredential() {
        post(BEARER.formatted("one"));

        refused(put("one", BEARER.formatted("two"), "*"), 422, "validation-failed");
        put("one", BEARER.formatted("one"), "*").then().statusCode(200);
    }

    @Test
    void leavesNoPlainTextInAnyTable() {
        post(BEARER.formatted("one"), UUID.randomUUID().toString());
        post("{'name':'two','kind':'basic','username':'canary-8f3a6c','password':'canary-8f3a6c'}");
        post("{'name':'three','kind':'query','parameter':'p','value':'canary-8f3a6c'}");

        List<String> tables =
                sql.list(
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                                + " AND relname <> 'flyway_schema_history'",
                        row -> row.getString(1));
        assertTrue(tables.containsAll(List.of("credential", "idempotency", "outbox")));
        for (String table : tables) {
            List<String> rows =
                    TenantScope.callForEveryTenant(() ->
                            sql.list(
                                    "SELECT t::text FROM " + table + " t",
                                    row -> row.getString(1)));
            assertTrue(rows.stream().noneMatch(row -> row.contains(CANARY)), table);
            String hex = HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.US_ASCII));
            assertTrue(rows.stream().noneMatch(row -> row.contains(hex)), table);
        }
    }

    @Test
    void putsASecretIntoARequest() {
        post("{'name':'one','kind':'query','parameter':'key','value':'canary-8f3a6c'}");
        Opened.Found found = assertInstanceOf(Opened.Found.class, credentials.open(tenant, "one"));
        EgressRequest request =
                EgressRequest.of(Method.GET, EgressRig.address("https://a.example/"));

        EgressRequest with =
                assertInstanceOf(Secret.OfRequest.class, found.secret()).putInto(request);

        assertEquals("key=canary-8f3a6c", with.secretQuery());
        assertFalse(with.toString().contains(CANARY));
    }

    private RequestSpecification designer() {
        return as("dora", tenant, "designer");
    }

    private Response post(String body) {
        return designer().body(json(body)).post(PATH);
    }

    private Response post(String body, String key) {
        return designer().header("Idempotency-Key", key).body(json(body)).post(PATH);
    }

    private Response put(String name, String body, String ifMatch) {
        return designer().header("If-Match", ifMatch).body(json(body)).put(PATH + '/' + name);
    }

    private static String json(String body) {
        return body.replace('\'', '"');
    }
}
