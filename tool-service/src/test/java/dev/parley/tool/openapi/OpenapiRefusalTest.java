package dev.parley.tool.openapi;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that cannot be imported, or mean harm. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class OpenapiRefusalTest {

    private static final ObjectMapper MAPPER = new JsonMapper();

    private final ToolDoor door = new ToolDoor();

    private Response post(ObjectNode body) {
        return door.designer().body(body.toString()).post("/v1/openapi-imports");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{} | /document",
                "{'document': 7} | /document",
                "{'document': 'a: [', 'dry_run': true} | /document",
                "{'document': {'openapi': '2.0', 'paths': {}}} | /document",
                "{'document': {'openapi': '3.1.0'}} | /document",
                "{'document': {'openapi': '3.1.0', 'paths': {}}, 'url': 'https://x.example'} | /document",
                "{'document': {'openapi': '3.1.0', 'paths': {'/a': {'$ref': '#/paths/~1a'}}}} | /document",
                "{'document': {'openapi': '3.1.0', 'paths': {}}, 'operations': ['x']} | /operations/0",
                "{'document': {'openapi': '3.1.0', 'paths': {'/a': {'get': {}}}}} | /server_url",
                "{'url': 'http://169.254.169.254/openapi.json'} | /url",
                "{'url': 'ftp://example.com'} | /url",
                "{'document': {'openapi': '3.1.0', 'paths': {}}, 'prefix': 'a b'} | /prefix"
            })
    void refusesWhatIsNoDocument(String body, String pointer) {
        door.designer()
                .body(body.replace('\'', '"'))
                .post("/v1/openapi-imports")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(pointer));
    }

    /** Small texts that mean a lot. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e]\nopenapi: 3.1.0\npaths: {}\nx: *f",
                "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://127.0.0.1:1/']]"
            })
    void survivesBombs(String document) {
        post(MAPPER.createObjectNode().put("document", document))
                .then()
                .statusCode(oneOf(200, 422));
    }

    @Test
    void survivesDepth() throws JsonProcessingException {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertEquals(
                422,
                post(MAPPER.createObjectNode().put("document", "openapi: 3.1.0\npaths: " + deep))
                        .statusCode());
        String schema = "{\"not\":".repeat(200) + "{}" + "}".repeat(200);
        post(MAPPER.createObjectNode()
                        .put(
                                "document",
                                """
                                {"openapi": "3.1.0", "servers": [{"url": "https://example.com"}], "paths": {"/a": {"post": {"requestBody":
                                 {"required": true, "content": {"application/json": {"schema": %s}}}}}}}
                                """
                                        .formatted(schema)))
                .then()
                .statusCode(200)
                .body("operations[0].outcome", equalTo("skipped"))
                .body("operations[0].why", containsString("too large"));
    }
}
