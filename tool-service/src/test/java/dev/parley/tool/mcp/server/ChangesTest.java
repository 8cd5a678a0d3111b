package dev.parley.tool.mcp.server;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.everything.EverythingServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Streams on which clients hear of changes. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
@TestProfile(EverythingServer.class)
class ChangesTest {

    private static final String WATCHING =
            "{\"promptsListChanged\":true,\"unknown\":true,\"resourceSubscriptions\":[\"test://watched-resource\"]}";

    private final McpUser ada = McpUser.ada();

    @Test
    void tellsWhatAClientWantsToHear() {
        try (McpStream stream = ada.open(listening(WATCHING))) {
            JsonNode begun = stream.next().orElseThrow();
            assertEquals("notifications/subscriptions/acknowledged", begun.path("method").asText());
            assertFalse(begun.path("params").path("notifications").has("unknown"));

            change("test_trigger_tool_change");
            change("test_trigger_resource_change");
            JsonNode changed = stream.next().orElseThrow();
            assertEquals("notifications/resources/updated", changed.path("method").asText());
            assertEquals(
                    1,
                    changed.path("params")
                            .path("_meta")
                            .path("io.modelcontextprotocol/subscriptionId")
                            .asInt());
            assertTrue(stream.next().orElseThrow().has("result"), "its time is over");
            assertEquals(Optional.empty(), stream.next());
        }
    }

    @Test
    void wantsToKnowOfTasksOnlyFromWhoKnowsThem() {
        ada.send(listening("{\"taskIds\":[\"x\"]}"))
                .then()
                .statusCode(400)
                .body("error.code", equalTo(-32021));
    }

    @Test
    void tellsASession() {
        McpUser.Session session = ada.session();
        session.status(
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"test://watched-resource\"}}");
        try (McpStream stream = session.listen()) {
            assertTrue(stream.isStream());
            change("test_trigger_resource_change");
            change("test_trigger_tool_change");
            assertEquals(
                    List.of("notifications/resources/updated", "notifications/tools/list_changed"),
                    stream.rest().stream().map(it -> it.path("method").asText()).toList());
        }
        try (McpStream stream = new McpUser.Session(ada, "nobody").listen()) {
            assertEquals(404, stream.status());
        }
    }

    private static McpRequests listening(String filter) {
        return McpRequests.of("subscriptions/listen").withJson("notifications", filter);
    }

    private void change(String tool) {
        assertEquals(200, ada.send(McpRequests.calling(tool, "{}")).statusCode());
    }
}
