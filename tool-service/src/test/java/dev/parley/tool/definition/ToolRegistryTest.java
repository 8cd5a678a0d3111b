package dev.parley.tool.definition;

import static dev.parley.platform.testing.Callers.as;
import static dev.parley.platform.testing.Callers.refused;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a tenant's own tools. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class ToolRegistryTest {

    private final ToolDoor door = new ToolDoor();

    private static String tool(String name, String extras) {
        return """
        {'name': '%s', 'description': 'Says it.', 'kind': 'http',
         'input_schema': {'type': 'object', 'required': ['n', 'to'], 'additionalProperties': false,
                          'properties': {'n': {'type': 'integer', 'minimum': 1}, 'to': {'type': 'string'}}},
         'config': {'method': 'GET', 'url': 'https://example.com/{to}', 'query': {'n': '{n}'}}%s}
        """
                .formatted(name, extras)
                .replace('\'', '"');
    }

    private void register(String name, String extras) {
        door.register(tool(name, extras)).then().statusCode(201);
    }

    @Test
    void everyChangeIsAnotherVersionAndNoneIsLost() {
        Response made = door.register(tool("say", ""));
        made.then()
                .statusCode(201)
                .body("version", equalTo(1))
                .body("enabled", equalTo(true))
                .body("effects", equalTo("none"));
        door.designer()
                .header("If-Match", "\"1\"")
                .body(tool("say", ", 'title': 'Say'"))
                .put("/v1/tools/say")
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        refused(
                door.designer()
                        .header("If-Match", "\"1\"")
                        .body("{\"title\": \"Lost\"}")
                        .patch("/v1/tools/say"),
                412,
                "precondition-failed");
        door.designer()
                .body("{\"title\": null, \"labels\": {\"team\": \"a\"}}")
                .patch("/v1/tools/say")
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("title", nullValue())
                .body("labels.team", equalTo("a"));

        Response newest = door.designer().get("/v1/tools/say/versions?limit=2");
        newest.then().body("data.version", contains(3, 2));
        door.designer()
                .get("/v1/tools/say/versions?cursor=" + newest.path("next_cursor"))
                .then()
                .body("data.version", contains(1));
        door.designer().get("/v1/tools/say/versions/2").then().body("title", equalTo("Say"));
        refused(door.designer().get("/v1/tools/say/versions/4"), 404, "not-found");
        door.user().get("/v1/tools/say/versions").then().statusCode(403);
    }

    @Test
    void aDisabledToolIsGoneForThoseWhoCall() {
        register("say", "");
        door.designer().post("/v1/tools/say/disable").then().body("enabled", equalTo(false));

        refused(door.user().get("/v1/tools/say"), 404, "not-found");
        refused(door.call("say", ToolDoor.callId(), "{'n': 1, 'to': 'a'}"), 404, "not-found");
        door.user().get("/v1/tools?names=say").then().body("data", empty());
        door.designer().get("/v1/tools/say").then().body("enabled", equalTo(false));

        door.designer().post("/v1/tools/say/enable").then().body("enabled", equalTo(true));
        door.user().get("/v1/tools/say").then().statusCode(200);
    }

    @Test
    void whatComesWithParleyIsDisabledForOneTenantOnly() {
        door.designer().post("/v1/tools/clock/disable").then().statusCode(200);

        refused(door.user().get("/v1/tools/clock"), 404, "not-found");
        new ToolDoor().user().get("/v1/tools/clock").then().statusCode(200);
        refused(door.designer().delete("/v1/tools/clock"), 409, "builtin-tool");
    }

    @Test
    void isFoundByLabelKindAndName() {
        register("one", ", 'labels': {'team': 'a'}");
        register("two", ", 'labels': {'team': 'b'}");

        door.user().get("/v1/tools?label=team:a").then().body("data.name", contains("one"));
        door.user().get("/v1/tools?kind=http").then().body("data.name", contains("one", "two"));
        door.user().get("/v1/tools?names=two,clock").then().body("data.name", hasItems("two"));
    }

    @Test
    void isThereOnlyForItsRoles() {
        register("secret", ", 'allowed_roles': ['operator']");

        refused(door.user().get("/v1/tools/secret"), 404, "not-found");
        refused(door.call("secret", ToolDoor.callId(), "{'n': 1, 'to': 'a'}"), 404, "not-found");
        as("olga", door.tenant(), "operator").get("/v1/tools/secret").then().statusCode(200);
    }

    @Test
    void tellsAllThatIsWrongWithArgumentsAndWhere() {
        register("say", "");
        Response wrong = door.call("say", ToolDoor.callId(), "{'n': 0, 'x': true}");

        refused(wrong, 422, "invalid-arguments");
        assertEquals(
                List.of("/arguments", "/arguments", "/arguments/n"),
                wrong.<List<String>>path("errors.pointer").stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type': 'objekt'} | /input_schema",
                "{'type': 'object', '$ref': 'https://example.com/schema'} | /input_schema",
                "{'type': 'string'} | /input_schema",
                "{'type': 'object', 'properties': {'a': {'pattern': '('}}} | /input_schema/properties/a",
                "{'type': 'object', '$ref': '#'} | /input_schema",
                "{'$schema': 'http://json-schema.org/draft-07/schema#', 'type': 'object'} | /input_schema",
                "7 | /input_schema"
            })
    void refusesASchemaThatWouldNotDo(String schema, String pointer) {
        door.register(
                        "{'name': 'bad', 'description': 'Bad.', 'kind': 'http', 'input_schema': %s, 'config': {'method': 'GET', 'url': 'https://example.com/'}}"
                                .formatted(schema))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", containsString(pointer));
    }

    @Test
    void requiresOnlyWhatThereIsAndInNoCircle() {
        register("first", "");
        register("second", ", 'requires': ['first']");
        Response unknown = door.register(tool("third", ", 'requires': ['nothing']"));
        refused(unknown, 422, "invalid-requirements");
        unknown.then().body("errors[0].pointer", equalTo("/requires/0"));
        refused(
                door.designer().body("{\"requires\": [\"second\"]}").patch("/v1/tools/first"),
                422,
                "invalid-requirements");
        refused(door.designer().delete("/v1/tools/first"), 409, "tool-required");
    }

    @Test
    void aNameIsTakenOnce() {
        register("say", "");
        refused(door.register(tool("say", "")), 409, "name-taken");
        refused(door.register(tool("clock", "")), 409, "name-taken");
        refused(
                door.designer().body(tool("other", "")).put("/v1/tools/say"),
                422,
                "validation-failed");
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            door.designer()
                    .header("Idempotency-Key", key)
                    .body(tool("again", ""))
                    .post("/v1/tools")
                    .then()
                    .statusCode(201)
                    .body("version", equalTo(1));
        }
    }
}
