package dev.parley.tool.openapi;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.testing.SinkSuite;
import dev.parley.tool.testing.ToolDoor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@QuarkusTestResource(SinkSuite.class)
class OpenapiImportTest {

    private static final ObjectMapper MAPPER = new JsonMapper();

    private static final String SHOP =
            """
            openapi: 3.0.3
            info: {title: Shop, version: '1'}
            servers: [{url: '%s/{base}', variables: {base: {default: echo}}}]
            paths:
              /orders/{order-id}:
                parameters:
                  - {name: order-id, in: path, required: true, schema: {type: string}}
                get:
                  operationId: orders.get
                  summary: Shows an order.
                  description: With all its lines.
                  parameters:
                    - {name: 'fields[]', in: query, schema: {type: array, items: {type: string}}}
                    - {name: X-Trace, in: header, schema: {type: string, nullable: true}}
                    - {name: filter, in: query, style: deepObject, schema: {type: object}}
                delete: {summary: Deletes an order.}
              /orders:
                post:
                  operationId: createOrder
                  requestBody:
                    required: true
                    content:
                      application/json: {schema: {$ref: '#/components/schemas/Order'}}
              /upload:
                post:
                  operationId: upload
                  requestBody: {required: true, content: {multipart/form-data: {schema: {type: object}}}}
              /form:
                post:
                  operationId: subscribe
                  requestBody:
                    required: true
                    content:
                      application/x-www-form-urlencoded:
                        schema: {type: object, required: [mail], properties: {mail: {type: string}, name: {type: string}}}
              /far:
                get:
                  operationId: far
                  parameters: [{$ref: 'http://127.0.0.1:1/other.yaml#/x'}]
            components:
              schemas:
                Order:
                  type: object
                  required: [amount]
                  properties:
                    amount: {type: number, minimum: 0, exclusiveMinimum: true, example: 7}
                    parent: {$ref: '#/components/schemas/Order'}
                    note: {type: string, nullable: true}
            """;

    private final ToolDoor door = new ToolDoor();

    private Response post(ObjectNode body) {
        return door.designer().body(body.toString()).post("/v1/openapi-imports");
    }

    private static ObjectNode request() {
        return MAPPER.createObjectNode()
                .put("document", SHOP.formatted(SinkSuite.sink().baseUrl()));
    }

    @Test
    void saysWhatWouldBeImportedAndWhatNot() {
        post(request().put("dry_run", true))
                .then()
                .statusCode(200)
                .body("operations", hasSize(6))
                .body("operations[0].tool", equalTo("orders_get"))
                .body("operations[0].outcome", equalTo("importable"))
                .body("operations[0].effects", equalTo("none"))
                .body(
                        "operations[0].description",
                        equalTo("Shows an order.\n\nWith all its lines."))
                .body("operations[1].operation", equalTo("DELETE /orders/{order-id}"))
                .body("operations[1].tool", equalTo("DELETE_orders_order-id"))
                .body("operations[1].effects", equalTo("idempotent"))
                .body("operations[2].effects", equalTo("unsafe"))
                .body("operations[3].outcome", equalTo("skipped"))
                .body("operations[3].why", containsString("neither JSON nor a form"))
                .body("operations[5].why", containsString("another document"));
        door.designer().get("/v1/tools/createOrder").then().statusCode(404);
    }

    @Test
    void makesToolsThatWork() {
        post(request()).then().statusCode(200).body("operations.outcome", hasItem("created"));

        door.designer()
                .get("/v1/tools/createOrder")
                .then()
                .body("kind", equalTo("openapi"))
                .body("input_schema.properties.body.'$ref'", equalTo("#/$defs/Order"))
                .body("input_schema.'$defs'.Order.properties.amount.exclusiveMinimum", equalTo(0))
                .body(
                        "input_schema.'$defs'.Order.properties.parent.'$ref'",
                        equalTo("#/$defs/Order"))
                .body("input_schema.'$defs'.Order.properties.note.anyOf[1].type", equalTo("null"));
        door.toEnd(
                        "orders_get",
                        ToolDoor.callId(),
                        "{'order_id': 'a/b', 'fields_': ['x', 'y'], 'X_Trace': null}")
                .then()
                .body("status", equalTo("succeeded"))
                .body(
                        "result",
                        containsString("GET /echo/orders/a%2Fb?fields%5B%5D=x&fields%5B%5D=y"));
        door.call("createOrder", ToolDoor.callId(), "{'body': {'amount': 0}}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/arguments/body/amount"));
        door.call("subscribe", ToolDoor.callId(), "{'name': 'x'}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", containsString("/arguments"));
    }

    @Test
    void importsAgainWhatHasChangedOnly() {
        ObjectNode wanted = request();
        wanted.putArray("operations").add("createOrder").add("GET /orders/{order-id}");
        post(wanted)
                .then()
                .body("operations.outcome", equalTo(java.util.List.of("created", "created")));
        post(wanted)
                .then()
                .body("operations.outcome", equalTo(java.util.List.of("unchanged", "unchanged")));
        wanted.put(
                "document",
                wanted.get("document").asText().replace("Shows an order", "Gives an order"));
        post(wanted)
                .then()
                .body("operations.outcome", equalTo(java.util.List.of("changed", "unchanged")));
        door.designer().get("/v1/tools/orders_get").then().body("version", equalTo(2));
        wanted.set("effects", MAPPER.valueToTree(Map.of("createOrder", "idempotent")));
        post(wanted).then().body("operations[1].effects", equalTo("idempotent"));
    }

    @Test
    void keepsWhatSomebodyHasSetSince() {
        ObjectNode wanted = request();
        wanted.putArray("operations").add("createOrder");
        post(wanted).then().body("operations.outcome", equalTo(java.util.List.of("created")));
        door.designer()
                .contentType("application/merge-patch+json")
                .body("{\"approval\": \"always\", \"max_concurrent\": 3}")
                .patch("/v1/tools/createOrder")
                .then()
                .statusCode(200);
        wanted.put("document", wanted.get("document").asText().replace("minimum: 0", "minimum: 1"));

        post(wanted).then().body("operations.outcome", equalTo(java.util.List.of("changed")));

        door.designer()
                .get("/v1/tools/createOrder")
                .then()
                .body("version", equalTo(3))
                .body("approval", equalTo("always"))
                .body("effects", equalTo("unsafe"))
                .body("max_concurrent", equalTo(3));
    }

    @Test
    void takesNothingThatIsAnotherTools() {
        door.sinkTool("createOrder", "unsafe", "", "");
        post(request()).then().statusCode(409).body("code", equalTo("name-taken"));
        door.designer().get("/v1/tools/orders_get").then().statusCode(404);
        post(request().put("prefix", "shop_"))
                .then()
                .statusCode(200)
                .body("operations[2].tool", equalTo("shop_createOrder"));
    }
}
